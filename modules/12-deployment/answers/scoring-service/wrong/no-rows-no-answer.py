# ---
# misconception: serve.error_code
# story: Never thinks of a request without rows.
# fails: [score_rows_same]
# says: score_rows(model, names, [])
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    table = pd.DataFrame(rows, columns=names)
    column = list(model.classes_).index(MALIGNANT)
    return model.predict_proba(table)[:, column].tolist()
