# ---
# misconception: select.on_test
# story: Writes validation into the evaluation, whatever set the rows are.
# fails: [report_sealed]
# says: an evaluation on val
# ---
# %% key="report"
def report(candidate, champion, val, test, rules, judge):
    def auc(y, p): return float(roc_auc_score(y, p))
    def ev(model):
        p = np.asarray(model(val.X))
        slices = {}
        for site in np.unique(val.site):
            here = val.site == site
            if len(set(val.y[here])) == 2: slices[f"site {site}"] = auc(val.y[here], p[here])
        return {"split": "validation", "data": val.data, "metrics": {"auc": auc(val.y, p)}, "slices": slices}
    c, o = ev(candidate), ev(champion)
    reasons = list(judge(c, o, rules))
    promoted = not reasons
    t = auc(test.y, (candidate if promoted else champion)(test.X))
    return {"candidate": c, "champion": o, "reasons": reasons, "promoted": promoted, "test_auc": t}
