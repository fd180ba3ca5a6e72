# ---
# misconception: metric.answered_only
# story: Refuses the whole table if a single row breaks the contract.
# fails: [score_guarded_shape, score_guarded_sealed]
# says: "condemn"
# ---
# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    reasons = {row: [] for row in table.index}
    pass
    for row, name, word in check(table, contract):
        for each in table.index:
            reasons[each].append(f"{name}: {word}")
    good = [row for row in table.index if not reasons[row]]
    scores = {}
    if good:
        rows = table.loc[good, list(contract)]
        chances = model.predict_proba(rows)[:, list(model.classes_).index(True)]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
