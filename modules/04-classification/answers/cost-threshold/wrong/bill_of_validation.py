# ---
# misconception: select.on_test
# story: Prints the bill of the validation births, the very rows that chose the threshold.
# fails: [report_numbers]
# says: "looks best on the rows that chose it"
# ---
# %% key="report"
def report(train, val, test, c_fp, c_fn, pick, cost):
    threshold = pick(val.y, val.p, c_fp, c_fn)
    rules = {"nobody": 2.0, "everybody": 0.0}
    simple_rule = min(rules, key=lambda rule: cost(train.y, train.p, rules[rule], c_fp, c_fn))
    simple_cost = cost(test.y, test.p, rules[simple_rule], c_fp, c_fn)
    test_cost = cost(val.y, val.p, threshold, c_fp, c_fn)
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
