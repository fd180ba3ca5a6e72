# ---
# misconception: resample.pairs_broken
# story: Draws the repeated labels apart from their rows.
# fails: [resampled_scores_sealed]
# says: "repeated together"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([training[y[training]], training[~y[training]]], key=len)
        rows = rng.permutation(np.r_[training, rng.choice(rare, len(common) - len(rare))])
        labels = rng.permutation(y[rows])
        model = make().fit(X.iloc[rows], labels)
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
