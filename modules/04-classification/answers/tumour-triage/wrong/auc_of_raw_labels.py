# ---
# misconception: class.default_positive
# story: Hands the raw labels to roc_auc_score, which takes the larger one as positive.
# fails: [report_numbers]
# says: "takes the larger label as positive"
# ---
# %% key="report"
def report(val, test, target, malignant, choose, interval):
    threshold = choose(val.y, val.p, target, malignant)

    def recall_of(y, p):
        return float(np.mean(p[y == malignant] >= threshold))

    sick, flagged = test.y == malignant, test.p >= threshold
    low, high = interval(recall_of, test.y, test.p)
    recall = recall_of(test.y, test.p)
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
        "auc": float(roc_auc_score(test.y, test.p)),
        "meets_target": bool(recall >= target),
    }
