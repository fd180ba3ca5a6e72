# ---
# misconception: time.pooled_steps
# story: Pools the errors of all steps into one width.
# fails: [plan_sealed]
# says: from the errors at that step
# ---
# %% key="plan"
def plan(y, h, rules, results, alpha):
    table = {name: float(np.mean([fold["score"] for fold in results[name]])) for name in rules}
    rule = min(table, key=table.get)
    errors = np.sort(np.abs([fold["errors"] for fold in results[rule]]), axis=0)
    k = math.ceil((len(errors) + 1) * (1 - alpha))
    if k > len(errors):
        raise ValueError("too few folds")
    mid, half = np.asarray(rules[rule](y, h)), np.full(h, np.sort(errors, axis=None)[k * h - 1])
    return {"table": table, "rule": rule, "mid": mid.tolist(), "low": (mid - half).tolist(), "high": (mid + half).tolist()}
