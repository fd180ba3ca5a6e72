# ---
# misconception: proba.wrong_column
# story: Takes column 1 of predict_proba, because one is "the positive class".
# fails: [fit_scorer_relabelled]
# says: "which column of predict_proba"
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, y)
    return lambda X_new: model.predict_proba(X_new)[:, 1]
