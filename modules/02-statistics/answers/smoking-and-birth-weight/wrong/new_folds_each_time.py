# ---
# misconception: seed.missing
# story: Predicts across shuffled folds without a seed.
# fails: [propensity_class]
# says: "the same numbers for the same rows"
# ---
# %% key="propensity"
def propensity(X, labels, treated):
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000))
    return cross_val_predict(model, X, np.asarray(labels) == treated, cv=StratifiedKFold(5, shuffle=True), method="predict_proba")[:, 1]
