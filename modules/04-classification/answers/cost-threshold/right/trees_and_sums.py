# ---
# story: Small boosted trees, cumulative sums instead of a search, and a threshold between two scores.
# ---
# %% key="fit_risk"
def fit_risk(train):
    from sklearn.ensemble import HistGradientBoostingClassifier

    names = list(DICTIONARY.query("known == 'admission'")["column"])
    model = HistGradientBoostingClassifier(max_iter=60, max_leaf_nodes=6, learning_rate=0.05, random_state=0)
    model.fit(train[names].to_numpy(), train["lbweight"].to_numpy())
    return lambda rows: model.predict_proba(rows[names].to_numpy())[:, 1]

# %% key="total_cost"
def total_cost(y, p, threshold, c_fp, c_fn):
    from sklearn.metrics import confusion_matrix

    (_, alarms), (misses, _) = confusion_matrix(y, (p >= threshold).astype(int), labels=[0, 1])
    return float(alarms * c_fp + misses * c_fn)

# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    order = np.argsort(-p, kind="stable")
    scores, labels = p[order], y[order]
    bills = np.r_[0, np.cumsum(np.where(labels == 1, -c_fn, c_fp))]  # teams for the first k births
    last_of_its_score = np.r_[True, scores[1:] != scores[:-1], True]
    k = int(np.argmin(np.where(last_of_its_score, bills, np.inf)))
    if k == 0:
        return float(scores[0] + 1)
    return float(scores[k - 1] if k == len(scores) else (scores[k - 1] + scores[k]) / 2)

# %% key="report"
def report(train, val, test, c_fp, c_fn, pick, cost):
    threshold = float(pick(val.y, val.p, c_fp, c_fn))
    positives = int(train.y.sum())
    nobody, everybody = c_fn * positives, c_fp * (len(train.y) - positives)
    simple = "everybody" if everybody < nobody else "nobody"
    made = {
        "threshold": threshold,
        "flagged_share": float((test.p >= threshold).sum() / len(test.p)),
        "test_cost": cost(test.y, test.p, threshold, c_fp, c_fn),
        "simple_rule": simple,
        "simple_cost": cost(test.y, test.p, -1.0 if simple == "everybody" else 1.5, c_fp, c_fn),
    }
    made["saving"] = made["simple_cost"] - made["test_cost"]
    made["mean_p"], made["observed_rate"] = float(test.p.mean()), float(test.y.mean())
    return made
