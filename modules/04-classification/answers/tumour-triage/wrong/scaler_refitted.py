# ---
# misconception: skew.refit_at_serving
# story: Standardises whatever comes in with its own mean and spread.
# fails: [fit_scorer_steady]
# says: A scaler learns from training rows only
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    model = LogisticRegression(max_iter=1000).fit(StandardScaler().fit_transform(X), y)
    column = list(model.classes_).index(malignant)

    def score(X_new):
        return model.predict_proba(StandardScaler().fit_transform(X_new))[:, column]

    return score
