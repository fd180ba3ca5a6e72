# ---
# misconception: strata.unweighted
# story: Averages the strata's means and calls that overall.
# fails: [reversal_ship, reversal_fresh]
# says: "overall"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    pair = table[table[group].isin([one, other])]
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()
    overall = means[one].mean() - means[other].mean()
    within = means[one] - means[other]
    turned = len(within) >= 2 and (within * overall < 0).all()
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()}, "reversed": bool(turned)}
