# ---
# misconception: cost.swapped
# story: Mixes up which price belongs to which error, and books nearly nobody.
# fails: [pick_threshold_cheapest, pick_threshold_edges]
# says: if the two prices changed places
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    candidates = np.append(np.unique(p), p.max() + 1)
    bills = [c_fn * np.sum((p >= t) & (y == 0)) + c_fp * np.sum((p < t) & (y == 1)) for t in candidates]
    return float(candidates[np.argmin(bills)])
