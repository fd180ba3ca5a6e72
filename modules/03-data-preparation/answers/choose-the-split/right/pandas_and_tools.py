# ---
# story: Hashes of rows for groups, quantiles of ranks for time, imputers and pandas for the audit.
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    features = [name for name in table.columns if name != target]
    place = pd.Series(range(len(table)))
    area = roc_auc_score(table[target].to_numpy(), place)
    return {"copies": len(table) - len(table[features].drop_duplicates()),
            "order_auc": 0.5 + abs(area - 0.5),
            "repeats": {key: int(table.dropna(subset=[key]).groupby(key).size().gt(1).sum()) for key in keys}}

# %% key="group_folds"
def group_folds(table, columns, n, seed):
    label = table[columns].map(repr).agg("|".join, axis=1)
    codes, names = pd.factorize(label)
    fold = np.random.default_rng(seed).permutation(np.arange(len(names)) % n)[codes]
    return [(np.flatnonzero(fold != k), np.flatnonzero(fold == k)) for k in range(n)]

# %% key="time_folds"
def time_folds(times, n):
    rank = times.rank(method="dense").to_numpy() - 1
    stretch = (rank * (n + 1) // (rank.max() + 1)).astype(int)
    return [(np.flatnonzero(stretch < k), np.flatnonzero(stretch == k)) for k in range(1, n + 1)]

# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    out = pd.Series(np.nan, index=range(len(X)))
    for number, (training, validation) in enumerate(folds):
        labels = pd.Series(y[training], index=training)
        sizes = labels.value_counts()
        missing = sizes.max() - sizes.min()
        extra = labels[labels == sizes.idxmin()].sample(missing, replace=True, random_state=seed + number)
        rows = np.concatenate([training, extra.index.to_numpy()])
        out.iloc[validation] = make().fit(X.iloc[rows], y[rows]).predict_proba(X.iloc[validation])[:, 1]
    return out.to_numpy()

# %% key="leak_audit"
def leak_audit(X, y):
    table = pd.DataFrame({"name": list(X)})
    filled = X.fillna(X.median()).fillna(-1)
    by_value = [roc_auc_score(y, filled[name]) for name in X]
    by_gap = [roc_auc_score(y, X[name].isna()) for name in X]
    table["strength"] = 0.5 + np.maximum(np.abs(np.array(by_value) - 0.5), np.abs(np.array(by_gap) - 0.5))
    table["strength"] = table["strength"].round(12)
    table = table.sort_values(["strength", "name"], ascending=[False, True])
    return list(zip(table["name"].tolist(), table["strength"].tolist()))
