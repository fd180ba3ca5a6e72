# ---
# misconception: proba.wrong_column
# story: Knows that code 0 stands first, and puts every other code into column 1.
# fails: [fit_scorer_relabelled]
# says: what does model.classes_ say about it
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, y)
    column = 0 if malignant == 0 else 1
    return lambda X_new: model.predict_proba(X_new)[:, column]
