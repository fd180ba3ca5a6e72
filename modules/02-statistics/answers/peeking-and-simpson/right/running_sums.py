# ---
# story: Running sums for the looks, an inverted quantile for the limit, pandas tables for the strata.
# ---
# %% key="z_after"
def z_after(a, b, looks):
    n = np.asarray(looks)

    def moments(x):
        x = x - x[:2].mean()
        first, second = np.cumsum(x)[n - 1] / n, np.cumsum(x * x)[n - 1] / n
        return first + 0.0, (second - first**2) * n / (n - 1)

    (ma, va), (mb, vb) = moments(a), moments(b)
    return (ma + a[:2].mean() - mb - b[:2].mean()) / np.sqrt((va + vb) / n)

# %% key="false_alarms"
def false_alarms(z, limit):
    return np.mean(np.abs(z).max(axis=1) > limit)

# %% key="safe_limit"
def safe_limit(z, alpha):
    return np.quantile(np.abs(z).max(axis=1), 1 - alpha, method="inverted_cdf")

# %% key="standardised"
def standardised(table, outcome, group, stratum):
    full = table.groupby(stratum)[group].transform("nunique") == table[group].nunique()
    kept = table[full]
    means = kept.pivot_table(index=group, columns=stratum, values=outcome)
    return means @ kept[stratum].value_counts(normalize=True).reindex(means.columns)
