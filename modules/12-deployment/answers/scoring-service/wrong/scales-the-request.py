# ---
# misconception: skew.refit_at_serving
# story: Scales the request's rows by their own mean before the classifier sees them.
# fails: [score_rows_same]
# says: a row's score depends on that row only
# ---
# %% key="score_rows"
def score_rows(model, names, rows):
    if not rows:
        return []
    scaled = StandardScaler().fit_transform(pd.DataFrame(rows, columns=names))
    column = list(model.classes_).index(MALIGNANT)
    return model[-1].predict_proba(scaled)[:, column].tolist()
