# ---
# misconception: metric.macro_micro
# story: Calls the average over people macro and the average over classes micro.
# fails: [prf_contract, prf_averages, prf_absent]
# says: macro averages after the division
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    tp = np.array([np.sum((pred == c) & (y == c)) for c in classes], dtype=float)
    fp = np.array([np.sum((pred == c) & (y != c)) for c in classes], dtype=float)
    fn = np.array([np.sum((pred != c) & (y == c)) for c in classes], dtype=float)
    if average == "macro":
        tp, fp, fn = tp.sum(keepdims=True), fp.sum(keepdims=True), fn.sum(keepdims=True)
    ratio = lambda above, below: float(np.mean(np.where(below > 0, above / np.maximum(below, 1), 0.0)))
    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio(2 * tp, 2 * tp + fp + fn)
