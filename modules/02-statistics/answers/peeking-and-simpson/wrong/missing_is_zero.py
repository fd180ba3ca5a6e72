# ---
# misconception: strata.empty
# story: Fills a missing group with 0.
# fails: [reversal_fresh]
# says: "a missing group is no difference of 0"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    pair = table[table[group].isin([one, other])]
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).fillna(0)
    overall = pair.loc[pair[group] == one, outcome].mean() - pair.loc[pair[group] == other, outcome].mean()
    within = means[one] - means[other]
    turned = len(within) >= 2 and (within * overall < 0).all()
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()}, "reversed": bool(turned)}
