# ---
# misconception: resample.wrong_rows
# story: Draws both classes anew, so that some training rows are never seen.
# fails: [resampled_scores_sealed]
# says: "only the rarer class is drawn again"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        yes, no = training[y[training]], training[~y[training]]
        size = max(len(yes), len(no))
        rows = np.r_[rng.choice(yes, size), rng.choice(no, size)]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
