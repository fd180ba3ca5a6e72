# ---
# story: Counters over group numbers, folds as lists, AUC by comparing every pair, the rarer class drawn by its weights.
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    from collections import Counter

    features = table.columns.drop(target).tolist()
    counts = Counter(table.groupby(features, dropna=False).ngroup().tolist())
    yes, no = (np.flatnonzero(table[target].to_numpy() == end) for end in (1, 0))
    area = float((yes[:, None] > no[None, :]).mean())
    repeats = {key: sum(n > 1 for n in Counter(table[key].dropna().tolist()).values()) for key in keys}
    return {"copies": sum(n - 1 for n in counts.values()), "order_auc": max(area, 1 - area), "repeats": repeats}

# %% key="group_folds"
def group_folds(table, columns, n, seed):
    numbers = table.groupby(columns, dropna=False, sort=False).ngroup().tolist()
    folds = GroupKFold(n, shuffle=True, random_state=seed).split(numbers, groups=numbers)
    return [[training.tolist(), validation.tolist()] for training, validation in folds]

# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        surplus = 2 * int(y[training].sum()) - len(training)  # of True over False
        weights = (~y if surplus > 0 else y)[training].astype(float)
        extra = rng.choice(training, abs(surplus), p=weights / weights.sum())
        rows = [*training, *extra]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = dict(zip(model.classes_, model.predict_proba(X.iloc[validation]).T))[True]
    return scores

# %% key="leak_audit"
def leak_audit(X, y):
    def strength(values):
        yes, no = values[y], values[~y]
        area = np.mean(np.sign(yes[:, None] - no[None, :])) / 2 + 0.5
        return max(area, 1 - area)

    filled = X.fillna(X.median()).fillna(0).astype(float)
    found = [[name, float(max(strength(filled[name].to_numpy()), strength(X[name].isna().to_numpy().astype(float))))]
             for name in sorted(X)]
    return sorted(found, key=lambda pair: round(-pair[1], 12))
