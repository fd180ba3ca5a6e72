# ---
# misconception: count.boundary
# story: Takes a recall that equals the target for a broken promise.
# fails: [report_numbers]
# says: "at least, or more than"
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
        "auc": float(auc),
        "meets_target": bool(recall > target),
    }
