# ---
# misconception: strata.empty
# story: Keeps strata in which a group is missing, as zeros.
# fails: [standardised_weights]
# says: "the weights sum to one"
# ---
# %% key="standardised"
def standardised(table, outcome, group, stratum):
    means = table.groupby([stratum, group])[outcome].mean().unstack().fillna(0.0)
    rows = table[stratum].value_counts().loc[means.index]
    return means.mul(rows / rows.sum(), axis=0).sum()
