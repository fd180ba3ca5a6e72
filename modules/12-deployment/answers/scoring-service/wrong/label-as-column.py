# ---
# misconception: proba.wrong_column
# story: Takes the label for the number of its column, which holds for the labels 0 and 1 only.
# fails: [score_rows_same]
# says: wherever that label stands
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    return model.predict_proba(pd.DataFrame(rows)[list(names)])[:, MALIGNANT].tolist()
