# ---
# story: Welch's test of scipy for the looks, a walk over the limits, and one weight per row for the common mixture.
# ---
# %% key="z_after"
def z_after(a, b, looks):
    from scipy import stats
    return np.array([stats.ttest_ind(a[:n], b[:n], equal_var=False).statistic for n in looks])

# %% key="safe_limit"
def safe_limit(z, alpha):
    tops = np.abs(z).max(axis=1)
    for limit in np.unique(tops):
        if np.mean(tops > limit) <= alpha:
            return limit

# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    two = table.loc[table[group].isin([one, other])]
    pivot = two.pivot_table(index=stratum, columns=group, values=outcome, aggfunc="mean").dropna()
    within = (pivot[one] - pivot[other]).to_dict()
    overall = np.subtract(*[two.loc[two[group] == g, outcome].mean() for g in (one, other)])
    signs = {np.sign(v) for v in within.values()}
    return {"reversed": len(within) > 1 and signs == {-np.sign(overall)} and overall != 0, "within": within, "overall": overall}

# %% key="standardised"
def standardised(table, outcome, group, stratum):
    counts = pd.crosstab(table[stratum], table[group])
    good = counts.index[(counts > 0).all(axis=1)]
    part = table[table[stratum].isin(good)]
    share = part[stratum].value_counts(normalize=True)
    n = part.groupby([group, stratum])[outcome].transform("size")
    w = part[stratum].map(share) / n
    made = (part[outcome] * w).groupby(part[group]).sum()
    return made.sort_index(ascending=False)
