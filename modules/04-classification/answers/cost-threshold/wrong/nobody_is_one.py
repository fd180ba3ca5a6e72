# ---
# misconception: cost.no_flag_none
# story: Takes 1.0 for nobody, because no probability is higher; a score of exactly 1.0 still gets its team.
# fails: [pick_threshold_edges]
# says: The highest score here is 1.0
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    candidates = np.unique(np.r_[0.0, p, 1.0])
    bills = [c_fp * np.sum((p >= t) & (y == 0)) + c_fn * np.sum((p < t) & (y == 1)) for t in candidates]
    return float(candidates[np.argmin(bills)])
