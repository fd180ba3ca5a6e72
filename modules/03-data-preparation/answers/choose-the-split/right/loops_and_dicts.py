# ---
# story: Plain loops and dictionaries; groups are dealt out one by one, AUC is counted by ranks.
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    seen, copies = set(), 0
    for row in table.drop(columns=target).itertuples(index=False):
        row = tuple("gap" if pd.isna(value) else value for value in row)
        copies += row in seen
        seen.add(row)
    ends = table[target].to_numpy()
    position = np.argsort(np.argsort(np.arange(len(ends)))) + 1
    yes = ends.sum()
    area = (position[ends == 1].sum() - yes * (yes + 1) / 2) / (yes * (len(ends) - yes))
    repeats = {}
    for key in keys:
        counts = {}
        for value in table[key].dropna():
            counts[value] = counts.get(value, 0) + 1
        repeats[key] = sum(1 for count in counts.values() if count > 1)
    return {"copies": copies, "order_auc": max(area, 1 - area), "repeats": repeats}

# %% key="group_folds"
def group_folds(table, columns, n, seed):
    owners = {}
    for position, row in enumerate(table[columns].itertuples(index=False)):
        owners.setdefault(tuple("gap" if pd.isna(v) else v for v in row), []).append(position)
    names = list(owners)
    np.random.default_rng(seed).shuffle(names_order := np.arange(len(names)))
    parts = [[] for _ in range(n)]
    for turn, k in enumerate(names_order):
        parts[turn % n].extend(owners[names[k]])
    return [([r for other in parts if other is not part for r in other], part) for part in parts]

# %% key="time_folds"
def time_folds(times, n):
    values = list(times)
    different = sorted(set(values))
    size = len(different) // (n + 1)
    starts = [different[len(different) - size * k] for k in range(n, 0, -1)] + [None]
    folds = []
    for start, end in zip(starts, starts[1:]):
        before = [k for k, value in enumerate(values) if value < start]
        inside = [k for k, value in enumerate(values) if value >= start and (end is None or value < end)]
        folds.append((before, inside))
    return folds

# %% key="resampled_scores"
def resampled_scores(make, X, y, folds, seed):
    import random

    draw, scores = random.Random(seed), [float("nan")] * len(X)
    for training, validation in folds:
        rows = [int(k) for k in training]
        yes = [k for k in rows if y[k]]
        no = [k for k in rows if not y[k]]
        few, many = (yes, no) if len(yes) < len(no) else (no, yes)
        while len(few) < len(many):
            few.append(draw.choice(few))
        model = make()
        model.fit(X.iloc[yes + no], y[yes + no])
        for k, chances in zip(validation, model.predict_proba(X.iloc[list(validation)])):
            scores[k] = chances[1]
    return np.array(scores)

# %% key="leak_audit"
def leak_audit(X, y):
    from scipy.stats import mannwhitneyu

    def known(values):
        u = mannwhitneyu(values[y], values[~y]).statistic / (y.sum() * (~y).sum())
        return float(max(u, 1 - u))

    pairs = []
    for name in X:
        values = X[name].to_numpy(dtype=float)
        gaps = np.isnan(values)
        strengths = [known(gaps.astype(float))]
        if not gaps.all():
            strengths.append(known(np.where(gaps, np.nanmedian(values), values)))
        pairs.append([name, max(strengths)])
    pairs.sort(key=lambda pair: pair[0])
    return sorted(pairs, key=lambda pair: pair[1], reverse=True)
