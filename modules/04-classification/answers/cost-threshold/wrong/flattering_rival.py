# ---
# misconception: biz.no_baseline
# story: Compares with teams for everybody, although teams for nobody are the cheaper rule.
# fails: [report_baseline]
# says: "compared with the dearer rule every model looks good"
# ---
# %% key="report"
def report(train, val, test, c_fp, c_fn, pick, cost):
    threshold = pick(val.y, val.p, c_fp, c_fn)
    rules = {"nobody": 2.0, "everybody": 0.0}
    simple_rule = "everybody"
    simple_cost = cost(test.y, test.p, rules[simple_rule], c_fp, c_fn)
    test_cost = cost(test.y, test.p, threshold, c_fp, c_fn)
    return {
        "threshold": float(threshold),
        "flagged_share": float(np.mean(test.p >= threshold)),
        "test_cost": float(test_cost),
        "simple_rule": simple_rule,
        "simple_cost": float(simple_cost),
        "saving": float(simple_cost - test_cost),
        "mean_p": float(np.mean(test.p)),
        "observed_rate": float(np.mean(test.y)),
    }
