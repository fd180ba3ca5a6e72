# ---
# misconception: class.default_positive
# story: Takes for granted that True is the rarer class.
# fails: [resampled_scores_sealed]
# says: "which class is the rarer"
# ---
# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        yes, no = training[y[training]], training[~y[training]]
        rows = np.r_[training, rng.choice(yes, len(no) - len(yes))]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
