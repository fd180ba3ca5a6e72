# ---
# misconception: resample.wrong_rows
# story: Throws common rows away until both classes are equally common.
# fails: [resampled_scores_sealed]
# says: "all training rows stay"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([training[y[training]], training[~y[training]]], key=len)
        rows = np.r_[rare, rng.choice(common, len(rare), replace=False)]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
