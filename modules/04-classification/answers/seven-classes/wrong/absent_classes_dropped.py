# ---
# misconception: metric.absent_class
# story: Loops over the labels that occur in the truth, so a class without members is gone.
# fails: [prf_absent]
# says: a model that gives a class up must pay for it
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    tp = np.array([np.sum((pred == c) & (y == c)) for c in np.unique(y)], dtype=float)
    fp = np.array([np.sum((pred == c) & (y != c)) for c in np.unique(y)], dtype=float)
    fn = np.array([np.sum((pred != c) & (y == c)) for c in np.unique(y)], dtype=float)
    if average == "micro":
        tp, fp, fn = tp.sum(keepdims=True), fp.sum(keepdims=True), fn.sum(keepdims=True)
    ratio = lambda above, below: float(np.mean(np.where(below > 0, above / np.maximum(below, 1), 0.0)))
    return ratio(tp, tp + fp), ratio(tp, tp + fn), ratio(2 * tp, 2 * tp + fp + fn)
