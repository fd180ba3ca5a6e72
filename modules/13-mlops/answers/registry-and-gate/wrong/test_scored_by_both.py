# ---
# misconception: select.on_test
# story: "Scores the test set with both models and keeps the better one's number."
# fails: [report_sealed]
# says: "move every use of test"
# ---
# %% key="report"
def report(candidate, champion, val, test, rules, judge):
    """Return what json.dumps accepts.

    candidate, champion: the evaluations on val, each {"split": val.split, "data": val.data,
        "metrics": {"auc": float}, "slices": {"site 1": float, ...}}
    reasons: list, what judge says
    promoted: bool, whether there are no reasons
    test_auc: float, the AUC on test of the model that is in charge after the decision
    """
    def evaluate(model):
        p, slices = model(val.X), {}
        for site in sorted(set(val.site.tolist())):
            here = val.site == site
            if len(set(val.y[here].tolist())) == 2:
                slices[f"site {site}"] = float(roc_auc_score(val.y[here], p[here]))
        return {"split": val.split, "data": val.data, "metrics": {"auc": float(roc_auc_score(val.y, p))},
                "slices": slices}

    new, old = evaluate(candidate), evaluate(champion)
    on_test = {"new": roc_auc_score(test.y, candidate(test.X)), "old": roc_auc_score(test.y, champion(test.X))}
    reasons = list(judge(new, old, rules))
    return {"candidate": new, "champion": old, "reasons": reasons, "promoted": not reasons,
            "test_auc": float(on_test["old" if reasons else "new"])}
