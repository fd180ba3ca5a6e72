# ---
# story: Boosted trees, scikit-learn's curves with pos_label, and SciPy's bootstrap.
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    from sklearn.ensemble import HistGradientBoostingClassifier

    model = HistGradientBoostingClassifier(max_iter=40, random_state=0).fit(X, y)
    return lambda X_new: model.predict_proba(X_new)[:, np.flatnonzero(model.classes_ == malignant)[0]]

# %% key="operating_point"
def operating_point(y, p, recall, malignant):
    from sklearn.metrics import precision_recall_curve

    _, recalls, thresholds = precision_recall_curve(y, p, pos_label=malignant)
    return thresholds[recalls[:-1] >= recall].max()

# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    from scipy.stats import bootstrap

    found = bootstrap((y, p), metric, paired=True, vectorized=False, n_resamples=rounds, method="percentile", rng=rng)
    return float(found.confidence_interval.low), float(found.confidence_interval.high)

# %% key="report"
def report(val, test, target, malignant, choose, interval):
    from sklearn.metrics import confusion_matrix, recall_score

    threshold = choose(val.y, val.p, target, malignant)
    (cleared, alarms), (missed, caught) = confusion_matrix(test.y == malignant, test.p >= threshold).tolist()
    metric = lambda y, p: float(recall_score(y == malignant, p >= threshold))
    return {
        "threshold": float(threshold),
        "counts": {"malignant_flagged": caught, "malignant_missed": missed,
                   "benign_flagged": alarms, "benign_cleared": cleared},
        "recall": metric(test.y, test.p),
        "recall_95": list(interval(metric, test.y, test.p)),
        "auc": float(roc_auc_score(test.y == malignant, test.p)),
        "meets_target": caught / (caught + missed) >= target,
    }
