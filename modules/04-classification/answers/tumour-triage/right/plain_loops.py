# ---
# story: A seeded forest in a small class, plain loops for the counting, pandas for the table.
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    from sklearn.ensemble import RandomForestClassifier

    class Scorer:
        def __init__(self):
            self.model = RandomForestClassifier(n_estimators=40, class_weight="balanced", random_state=0)
            self.model.fit(X, y == malignant)

        def __call__(self, X_new):
            return self.model.predict_proba(X_new)[:, 1]

    return Scorer()

# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    diseased = [score for label, score in zip(y, p) if label == malignant]
    kept = [t for t in set(diseased) if sum(score >= t for score in diseased) >= recall * len(diseased)]
    return float(max(kept))

# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    table = pd.DataFrame({"y": y, "p": p})
    values = []
    for _ in range(rounds):
        draw = table.sample(frac=1, replace=True, random_state=rng)
        values.append(metric(draw["y"].to_numpy(), draw["p"].to_numpy()))
    return tuple(float(end) for end in pd.Series(values).quantile([0.025, 0.975]))

# %% key="report"
def report(val, test, target, malignant, choose, interval):
    threshold = float(choose(val.y, val.p, target, malignant))
    counts = dict.fromkeys(["malignant_flagged", "malignant_missed", "benign_flagged", "benign_cleared"], 0)
    for label, score in zip(test.y, test.p):
        if label == malignant:
            counts["malignant_flagged" if score >= threshold else "malignant_missed"] += 1
        else:
            counts["benign_flagged" if score >= threshold else "benign_cleared"] += 1

    def caught_share(y, p):
        hits = [1 if score >= threshold else 0 for label, score in zip(y, p) if label == malignant]
        return sum(hits) / len(hits)

    diseased, healthy = test.p[test.y == malignant], test.p[test.y != malignant]
    wins = (diseased[:, None] > healthy).sum() + 0.5 * (diseased[:, None] == healthy).sum()
    recall = caught_share(test.y, test.p)
    return {
        "threshold": threshold,
        "counts": counts,
        "recall": recall,
        "recall_95": list(interval(caught_share, test.y, test.p)),
        "auc": float(wins / (len(diseased) * len(healthy))),
        "meets_target": recall >= target,
    }
