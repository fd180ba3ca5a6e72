# ---
# misconception: strata.some_turn
# story: Compares the overall sign with the average of the strata.
# fails: [reversal_fresh]
# says: "only if every stratum turns the sign"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    pair = table[table[group].isin([one, other])]
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()
    overall = pair.loc[pair[group] == one, outcome].mean() - pair.loc[pair[group] == other, outcome].mean()
    within = means[one] - means[other]
    turned = within.mean() * overall < 0
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()}, "reversed": bool(turned)}
