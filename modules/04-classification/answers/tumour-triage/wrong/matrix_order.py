# ---
# misconception: metric.swapped_axes
# story: Unpacks confusion_matrix as tn, fp, fn, tp, although the labels are sorted and benign comes second.
# fails: [report_numbers]
# says: a bare confusion matrix sorts its labels
# ---
# %% key="report"
def report(val, test, target, malignant, choose, interval):
    from sklearn.metrics import confusion_matrix

    threshold = choose(val.y, val.p, target, malignant)
    benign = next(label for label in np.unique(test.y) if label != malignant)
    called = np.where(test.p >= threshold, malignant, benign)
    tn, fp, fn, tp = confusion_matrix(test.y, called).ravel().tolist()
    low, high = interval(lambda y, p: float(np.mean(p[y == malignant] >= threshold)), test.y, test.p)
    recall = float(np.mean(test.p[test.y == malignant] >= threshold))
    return {
        "threshold": float(threshold),
        "counts": {"malignant_flagged": tp, "malignant_missed": fn, "benign_flagged": fp, "benign_cleared": tn},
        "recall": recall,
        "recall_95": [float(low), float(high)],
        "auc": float(roc_auc_score(test.y == malignant, test.p)),
        "meets_target": bool(recall >= target),
    }
