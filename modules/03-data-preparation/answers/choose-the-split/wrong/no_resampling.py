# ---
# misconception: resample.wrong_rows
# story: Fits on the training rows as they are.
# fails: [resampled_scores_sealed]
# says: "how many repeats"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rows = training
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
