# ---
# misconception: metric.wrong_order
# story: Turns every AUC below one half round, because a good model may be read backwards.
# fails: [report_numbers]
# says: "folding it to 1 - auc hides the mistake"
# ---
# %% key="report"
def report(val, test, target, malignant, choose, interval):
    threshold = choose(val.y, val.p, target, malignant)

    def recall_of(y, p):
        return float(np.mean(p[y == malignant] >= threshold))

    sick, flagged = test.y == malignant, test.p >= threshold
    low, high = interval(recall_of, test.y, test.p)
    recall = recall_of(test.y, test.p)
    auc = roc_auc_score(sick, test.p)
    return {
        "threshold": float(threshold),
        "counts": {
            "malignant_flagged": int(np.sum(sick & flagged)),
            "malignant_missed": int(np.sum(sick & ~flagged)),
            "benign_flagged": int(np.sum(~sick & flagged)),
            "benign_cleared": int(np.sum(~sick & ~flagged)),
        },
        "recall": recall,
        "recall_95": [float(low), float(high)],
        "auc": float(max(auc, 1 - auc)),
        "meets_target": bool(recall >= target),
    }
