# ---
# misconception: proba.hard_labels
# story: Calls predict and turns the label into a number.
# fails: [score_rows_same]
# says: bare labels
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    labels = model.predict(pd.DataFrame(rows, columns=names))
    return [float(label == MALIGNANT) for label in labels]
