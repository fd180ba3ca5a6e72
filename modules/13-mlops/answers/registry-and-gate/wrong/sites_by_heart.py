# ---
# misconception: metric.answered_only
# story: "Walks over the six sites of the experiment and not over those of the rows."
# fails: [report_numbers]
# says: "the sites are those in val.site"
# ---
# %% key="report"
def report(candidate, champion, val, test, rules, judge):
    def evaluate(f):
        p = f(val.X)
        slices = {}
        for s in range(1, 7):
            m = val.site == s
            if len(set(val.y[m])) == 2:
                slices[f"site {s}"] = float(roc_auc_score(val.y[m], p[m]))
        return {"split": val.split, "data": val.data, "metrics": {"auc": float(roc_auc_score(val.y, p))}, "slices": slices}
    a, b = evaluate(candidate), evaluate(champion)
    reasons = judge(a, b, rules)
    ok = not reasons
    winner = candidate if ok else champion
    return {"candidate": a, "champion": b, "reasons": reasons, "promoted": ok,
            "test_auc": float(roc_auc_score(test.y, winner(test.X)))}
