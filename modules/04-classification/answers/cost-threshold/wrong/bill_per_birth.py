# ---
# misconception: metric.wrong_scale
# story: Returns the mean cost of a birth where the whole bill was asked.
# fails: [total_cost_contract, total_cost_ledger]
# says: the bill of all births together
# ---
# %% key="total_cost"
def total_cost(y, p, threshold, c_fp, c_fn):
    team = p >= threshold
    return float(np.mean(c_fp * (team & (y == 0)) + c_fn * (~team & (y == 1))))
