# ---
# misconception: serve.mutable_state
# story: Sorts the list of names in place in order to report it neatly, and so changes it for every later request.
# fails: [score_rows_same]
# says: what was handed in stays as it was
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    table = pd.DataFrame(rows, columns=list(names))
    names.sort()
    column = list(model.classes_).index(MALIGNANT)
    return model.predict_proba(table)[:, column].tolist()
