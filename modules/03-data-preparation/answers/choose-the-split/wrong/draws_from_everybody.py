# ---
# misconception: resample.before_split
# story: Draws the repeats from all rows of the rare class, those to be judged too.
# fails: [resampled_scores_sealed]
# says: "from which positions"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([np.flatnonzero(y), np.flatnonzero(~y)], key=len)
        few, many = sorted([int(y[training].sum()), int((~y[training]).sum())])
        rows = np.r_[training, rng.choice(rare, many - few)]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
