# ---
# misconception: count.boundary
# story: Books a team only strictly above the threshold and loses the births that stand on it.
# fails: [total_cost_contract, total_cost_ledger]
# says: a team at the threshold and above it
# ---
# %% key="total_cost"
def total_cost(y, p, threshold, c_fp, c_fn):
    team = p > threshold
    return float(c_fp * (team & (y == 0)).sum() + c_fn * (~team & (y == 1)).sum())
