# ---
# misconception: strata.empty
# story: Takes the shares among all rows, though some strata drop out.
# fails: [standardised_weights]
# says: "the weights sum to one"
# ---
# %% key="standardised"
def standardised(table, outcome, group, stratum):
    means = table.groupby([stratum, group])[outcome].mean().unstack().dropna()
    rows = table[stratum].value_counts().loc[means.index]
    return means.mul(rows / len(table), axis=0).sum()
