# ---
# misconception: metric.swapped_axes
# story: Divides by the true members for precision and by the predictions for recall.
# fails: [prf_contract, prf_averages, prf_absent]
# says: precision
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    tp = np.array([np.sum((pred == c) & (y == c)) for c in classes], dtype=float)
    fp = np.array([np.sum((pred == c) & (y != c)) for c in classes], dtype=float)
    fn = np.array([np.sum((pred != c) & (y == c)) for c in classes], dtype=float)
    if average == "micro":
        tp, fp, fn = tp.sum(keepdims=True), fp.sum(keepdims=True), fn.sum(keepdims=True)
    ratio = lambda above, below: float(np.mean(np.where(below > 0, above / np.maximum(below, 1), 0.0)))
    return ratio(tp, tp + fn), ratio(tp, tp + fp), ratio(2 * tp, 2 * tp + fp + fn)
