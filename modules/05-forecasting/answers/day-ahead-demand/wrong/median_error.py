# ---
# misconception: biz.no_cost
# story: Corrects the forecast by its median error, whatever a mistake costs.
# fails: [margin_sealed]
# says: follows the costs
# ---
# %% key="margin"
def margin(errors, short, long):
    return float(np.quantile(errors, 0.5, method="inverted_cdf"))
