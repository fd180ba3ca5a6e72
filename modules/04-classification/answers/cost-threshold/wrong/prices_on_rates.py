# ---
# misconception: metric.wrong_scale
# story: Multiplies the prices with the two error rates, so each class counts as one, however many births it has.
# fails: [pick_threshold_cheapest]
# says: you weigh the two error rates
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    candidates = np.append(np.unique(p), p.max() + 1)
    bills = [c_fp * np.mean(p[y == 0] >= t) + c_fn * np.mean(p[y == 1] < t) for t in candidates]
    return float(candidates[np.argmin(bills)])
