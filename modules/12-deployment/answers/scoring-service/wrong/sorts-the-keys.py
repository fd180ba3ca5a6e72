# ---
# misconception: skew.column_order
# story: Sorts the keys, which makes the order stable, but not that of the training.
# fails: [score_rows_same]
# says: in the order of names
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    values = np.array([[row[key] for key in sorted(row)] for row in rows])
    column = list(model.classes_).index(MALIGNANT)
    return model.predict_proba(pd.DataFrame(values, columns=names))[:, column].tolist()
