# ---
# misconception: cost.swapped
# story: Charges the price of a miss for every needless booking.
# fails: [total_cost_contract, total_cost_ledger]
# says: a false positive is an alarm
# ---
# %% key="total_cost"
def total_cost(y, p, threshold, c_fp, c_fn):
    team = p >= threshold
    return float(c_fn * np.sum(team & (y == 0)) + c_fp * np.sum(~team & (y == 1)))
