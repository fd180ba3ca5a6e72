# ---
# misconception: skew.column_order
# story: Takes the dictionary's values in the order in which they arrive.
# fails: [score_rows_same]
# says: with their keys in another order
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    table = pd.DataFrame([list(row.values()) for row in rows], columns=names)
    column = list(model.classes_).index(MALIGNANT)
    return model.predict_proba(table)[:, column].tolist()
