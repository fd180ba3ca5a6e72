# ---
# misconception: skew.refit_at_serving
# story: Fills allowed gaps with the mean of the rows that came in.
# fails: [score_guarded_sealed]
# says: "who else came"
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
        rows = table.loc[good, list(contract)].fillna(table.mean(numeric_only=True))
        chances = model.predict_proba(rows)[:, list(model.classes_).index(True)]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
