# ---
# misconception: biz.no_baseline
# story: Reads the two simple rules' thresholds off the training scores, which the test scores may exceed.
# fails: [report_baseline]
# says: fit every score from 0 to 1
# ---
# %% key="report"
def report(train, val, test, c_fp, c_fn, pick, cost):
    threshold = pick(val.y, val.p, c_fp, c_fn)
    rules = {"nobody": train.p.max() + 1e-9, "everybody": train.p.min()}
    simple_rule = min(rules, key=lambda rule: cost(train.y, train.p, rules[rule], c_fp, c_fn))
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
