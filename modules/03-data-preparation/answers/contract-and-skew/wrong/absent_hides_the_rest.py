# ---
# misconception: skew.schema
# story: Names the absent column to everybody, and then forgets each row's own breaches.
# fails: [score_guarded_sealed]
# says: "it replaces none"
# ---
# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    why, absent = {}, []
    for row, name, word in check(table, contract):
        (absent if row is None else why.setdefault(row, [])).append(f"{name}: {word}")
    scores, refused = {}, []
    for label in table.index:
        reasons = absent or why.get(label, [])
        if reasons:
            refused.append({"row": label, "reasons": reasons})
        else:
            chances = model.predict_proba(table.loc[[label], list(contract)])
            scores[label] = float(chances[0, list(model.classes_).index(True)])
    return scores, refused
