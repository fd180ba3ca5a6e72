# ---
# misconception: strata.some_turn
# story: Calls it a reversal as soon as one stratum turns the sign.
# fails: [reversal_fresh]
# says: "only if every stratum turns the sign"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    pair = table[table[group].isin([one, other])]
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()
    overall = pair.loc[pair[group] == one, outcome].mean() - pair.loc[pair[group] == other, outcome].mean()
    within = means[one] - means[other]
    turned = (within * overall < 0).any()
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()}, "reversed": bool(turned)}
