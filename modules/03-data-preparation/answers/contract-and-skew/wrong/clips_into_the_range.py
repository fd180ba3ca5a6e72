# ---
# misconception: skew.schema
# story: Clips what lies outside into the range before anybody looks.
# fails: [score_guarded_sealed]
# says: "repaired"
# ---
# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    reasons = {row: [] for row in table.index}
    table = table.copy()
    for name, rule in contract.items():
        if rule.get("kind") == "number" and name in table:
            table[name] = table[name].clip(rule["low"], rule["high"])
    for row, name, word in check(table, contract):
        for each in table.index if row is None else [row]:
            reasons[each].append(f"{name}: {word}")
    good = [row for row in table.index if not reasons[row]]
    scores = {}
    if good:
        rows = table.loc[good, list(contract)]
        chances = model.predict_proba(rows)[:, list(model.classes_).index(True)]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
