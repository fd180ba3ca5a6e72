# ---
# misconception: metric.accuracy_imbalance
# story: Picks the threshold with the best accuracy, where both errors count the same.
# fails: [pick_threshold_cheapest, pick_threshold_edges]
# says: where do the two prices enter
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    candidates = np.append(np.unique(p), p.max() + 1)
    accuracy = [np.mean((p >= t) == (y == 1)) for t in candidates]
    return float(candidates[np.argmax(accuracy)])
