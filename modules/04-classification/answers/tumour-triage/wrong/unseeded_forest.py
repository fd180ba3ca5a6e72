# ---
# misconception: seed.missing
# story: Fits a forest without a random state; every fit answers a little differently.
# fails: [fit_scorer_steady]
# says: Give it a random_state
# ---
# %% key="fit_scorer"
def fit_scorer(X, y, malignant):
    from sklearn.ensemble import RandomForestClassifier

    model = RandomForestClassifier(n_estimators=40).fit(X, y)
    column = list(model.classes_).index(malignant)
    return lambda X_new: model.predict_proba(X_new)[:, column]
