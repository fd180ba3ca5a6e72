# ---
# misconception: resample.wrong_rows
# story: Asks once, of the whole table, which class is the rarer one.
# fails: [resampled_scores_sealed]
# says: "of which class in this very training part"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    rare = y.mean() < 0.5
    for training, validation in folds:
        training = np.asarray(training)
        few, many = training[y[training] == rare], training[y[training] != rare]
        rows = np.r_[training, rng.choice(few, max(len(many) - len(few), 0))]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
