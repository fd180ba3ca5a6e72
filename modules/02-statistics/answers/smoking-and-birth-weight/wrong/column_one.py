# ---
# misconception: proba.wrong_column
# story: Takes column 1 of predict_proba.
# fails: [propensity_class]
# says: "the probability of `treated`"
# ---
# %% key="propensity"
def propensity(X, labels, treated):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, labels)
    return model.predict_proba(X)[:, 1]
