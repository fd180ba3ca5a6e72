# ---
# misconception: proba.hard_labels
# story: Hands over verdicts as 0.0 and 1.0, so nothing is left to set a threshold on.
# fails: [fit_scorer_relabelled]
# says: predict has already cut at one half
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, y)
    return lambda X_new: (model.predict(X_new) == malignant).astype(float)
