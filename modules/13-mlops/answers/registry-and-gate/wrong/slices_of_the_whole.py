# ---
# misconception: ops.slice_hidden
# story: "Masks the labels of a site and reports the same AUC for every site."
# fails: [report_numbers]
# says: "the AUC among the rows of each site"
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
                slices[f"site {site}"] = float(roc_auc_score(val.y, p))
        return {"split": val.split, "data": val.data, "metrics": {"auc": float(roc_auc_score(val.y, p))},
                "slices": slices}

    new, old = evaluate(candidate), evaluate(champion)
    reasons = list(judge(new, old, rules))
    winner = champion if reasons else candidate
    return {"candidate": new, "champion": old, "reasons": reasons, "promoted": not reasons,
            "test_auc": float(roc_auc_score(test.y, winner(test.X)))}
