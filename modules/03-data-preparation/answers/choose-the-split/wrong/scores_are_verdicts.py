# ---
# misconception: proba.hard_labels
# story: Stores the verdicts of predict.
# fails: [resampled_scores_sealed]
# says: "own probability of True"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([training[y[training]], training[~y[training]]], key=len)
        rows = np.r_[training, rng.choice(rare, len(common) - len(rare))]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict(X.iloc[validation]).astype(float)
    return scores
