# ---
# misconception: strata.own_weights
# story: Weighs each group by its own rows.
# fails: [standardised_ship, standardised_weights]
# says: "one mixture for all groups"
# ---
# %% key="standardised"
def standardised(table, outcome, group, stratum):
    means = table.groupby([stratum, group])[outcome].agg(["mean", "size"])
    kept = means["mean"].unstack().dropna().index
    means = means.loc[kept]
    return (means["mean"] * means["size"]).groupby(level=1).sum() / means["size"].groupby(level=1).sum()
