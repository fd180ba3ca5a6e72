# ---
# misconception: cost.no_flag_none
# story: Tries the scores that occur and nothing above them, so at least one team is always booked.
# fails: [pick_threshold_edges]
# says: books for nobody
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    bills = {t: c_fp * np.sum((p >= t) & (y == 0)) + c_fn * np.sum((p < t) & (y == 1)) for t in np.unique(p)}
    return float(min(bills, key=bills.get))
