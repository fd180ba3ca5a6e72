# ---
# misconception: strata.unweighted
# story: Averages the strata without looking at their size.
# fails: [standardised_weights]
# says: "must not speak as loudly"
# ---
# %% key="standardised"
def standardised(table, outcome, group, stratum):
    means = table.groupby([stratum, group])[outcome].mean().unstack().dropna()
    rows = table[stratum].value_counts().loc[means.index]
    return means.mean()
