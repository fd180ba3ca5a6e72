# ---
# misconception: proba.wrong_column
# story: Takes column 1, because one is usually the class that matters.
# fails: [score_rows_same]
# says: probabilities of the other class
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    return model.predict_proba(pd.DataFrame(rows, columns=names))[:, 1].tolist()
