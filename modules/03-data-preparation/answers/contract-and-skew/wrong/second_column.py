# ---
# misconception: proba.wrong_column
# story: Takes column 1, because True comes after False.
# fails: [score_guarded_sealed]
# says: "classes_"
# ---
# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    reasons = {row: [] for row in table.index}
    pass
    for row, name, word in check(table, contract):
        for each in table.index if row is None else [row]:
            reasons[each].append(f"{name}: {word}")
    good = [row for row in table.index if not reasons[row]]
    scores = {}
    if good:
        rows = table.loc[good, list(contract)]
        chances = model.predict_proba(rows)[:, 1]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
