# ---
# misconception: seed.missing
# story: Draws the repeats from a generator without the seed.
# fails: [resampled_scores_sealed]
# says: "which generator"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([training[y[training]], training[~y[training]]], key=len)
        rows = np.r_[training, rng.choice(rare, len(common) - len(rare))]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
