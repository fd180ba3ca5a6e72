# ---
# misconception: metric.f1_of_means
# story: Averages precision and recall first and makes F1 out of the two averages.
# fails: [prf_contract, prf_averages, prf_absent]
# says: F1 first, average last
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    tp = np.array([np.sum((pred == c) & (y == c)) for c in classes], dtype=float)
    fp = np.array([np.sum((pred == c) & (y != c)) for c in classes], dtype=float)
    fn = np.array([np.sum((pred != c) & (y == c)) for c in classes], dtype=float)
    if average == "micro":
        tp, fp, fn = tp.sum(keepdims=True), fp.sum(keepdims=True), fn.sum(keepdims=True)
    ratio = lambda above, below: float(np.mean(np.where(below > 0, above / np.maximum(below, 1), 0.0)))
    precision, recall = ratio(tp, tp + fp), ratio(tp, tp + fn)
    return precision, recall, 2 * precision * recall / (precision + recall)
