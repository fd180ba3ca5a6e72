# ---
# story: Regression on spline features, and plain loops over births for every count.
# ---
# %% key="fit_risk"
def fit_risk(train):
    from sklearn.compose import make_column_transformer
    from sklearn.preprocessing import SplineTransformer

    counts = ["mage", "fage", "nprenatal"]
    others = [name for name, known in zip(DICTIONARY["column"], DICTIONARY["known"])
              if known == "admission" and name not in counts]
    features = make_column_transformer((SplineTransformer(n_knots=4), counts), (StandardScaler(), others))
    model = make_pipeline(features, LogisticRegression(max_iter=2000)).fit(train, train["lbweight"] == 1)

    def risk(rows):
        return np.array([both[1] for both in model.predict_proba(rows)])

    return risk

# %% key="total_cost"
def total_cost(y, p, threshold, c_fp, c_fn):
    bill = 0.0
    for small, score in zip(y, p):
        if score >= threshold and not small:
            bill += c_fp
        elif score < threshold and small:
            bill += c_fn
    return bill

# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    best, cheapest = 2.0, c_fn * sum(y)
    for t in sorted(set(p), reverse=True):
        bill = sum(c_fp if score >= t else c_fn for small, score in zip(y, p) if (score >= t) != (small == 1))
        if bill < cheapest:
            best, cheapest = t, bill
    return float(best)

# %% key="report"
def report(train, val, test, c_fp, c_fn, pick, cost):
    cut = pick(val.y, val.p, c_fp, c_fn)
    bill = {rows: {t: cost(*rows_of, t, c_fp, c_fn) for t in (0.0, 2.0, cut)}
            for rows, rows_of in {"train": train, "test": test}.items()}
    rule, rule_cut = ("everybody", 0.0) if bill["train"][0.0] < bill["train"][2.0] else ("nobody", 2.0)
    return {
        "threshold": float(cut),
        "flagged_share": sum(1 for score in test.p if score >= cut) / len(test.p),
        "test_cost": float(bill["test"][cut]),
        "simple_rule": rule,
        "simple_cost": float(bill["test"][rule_cut]),
        "saving": float(bill["test"][rule_cut] - bill["test"][cut]),
        "mean_p": float(sum(test.p) / len(test.p)),
        "observed_rate": float(sum(test.y) / len(test.y)),
    }
