# ---
# misconception: skew.schema
# story: Scores everybody and hides the refused scores afterwards.
# fails: [score_guarded_sealed]
# says: "divide the rows before"
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
        rows = table[list(contract)]
        chances = model.predict_proba(rows)[:, list(model.classes_).index(True)]
        scores = {row: p for row, p in zip(table.index, chances.tolist()) if row in good}
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
