# ---
# misconception: ops.unordered
# story: Lists the refusals in the order in which the check named them.
# fails: [score_guarded_sealed]
# says: "in any order"
# ---
# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    why = {}
    for row, name, word in check(table, contract):
        for each in table.index if row is None else [row]:
            why.setdefault(each, []).append(f"{name}: {word}")
    good = [row for row in table.index if row not in why]
    scores = {}
    if good:
        chances = model.predict_proba(table.loc[good, list(contract)])[:, list(model.classes_).index(True)]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": why[row]} for row in why]
