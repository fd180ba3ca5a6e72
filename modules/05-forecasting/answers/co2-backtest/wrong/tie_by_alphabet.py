# ---
# misconception: metric.ties
# story: Breaks a tie by the alphabet and not by the order of the rules.
# fails: [plan_sealed]
# says: the first of
# ---
# %% key="plan"
def plan(y, h, rules, results, alpha):
    table = {name: float(np.mean([f["score"] for f in results[name]])) for name in rules}
    rule = min(sorted(table), key=table.get)
    errors = np.abs([f["errors"] for f in results[rule]])
    n = len(errors); k = math.ceil((n + 1) * (1 - alpha) - 1e-9)
    if k > n: raise ValueError('too few folds')
    half = np.sort(errors, axis=0)[k - 1]
    mid = np.asarray(rules[rule](y, h), dtype=float)
    return {"table": table, "rule": rule, "mid": mid.tolist(), "low": (mid - half).tolist(), "high": (mid + half).tolist()}
