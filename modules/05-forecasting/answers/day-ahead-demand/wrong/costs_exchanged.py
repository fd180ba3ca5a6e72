# ---
# misconception: cost.swapped
# story: Puts the cost of left-over power above the line.
# fails: [margin_sealed]
# says: more power where missing is dear
# ---
# %% key="margin"
def margin(errors, short, long):
    return float(np.quantile(errors, long / (short + long), method="inverted_cdf"))
