# ---
# misconception: strata.own_weights
# story: Compares one group with everybody else.
# fails: [reversal_ship, reversal_fresh]
# says: "a third group stays out"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    pair = table
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()
    overall = table.loc[table[group] == one, outcome].mean() - table.loc[table[group] != one, outcome].mean()
    within = means[one] - means[other]
    turned = len(within) >= 2 and (within * overall < 0).all()
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()}, "reversed": bool(turned)}
