# ---
# misconception: strata.empty
# story: Demands rows of every group in a stratum, also of the groups that are not compared.
# fails: [reversal_fresh]
# says: "whether a third group has rows"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    m = table.groupby([stratum, group])[outcome].mean().unstack().dropna()
    total = table.groupby(group)[outcome].mean()
    overall = float(total[one] - total[other])
    diff = m[one] - m[other]
    rev = len(diff) >= 2 and (((diff > 0).all() and overall < 0) or ((diff < 0).all() and overall > 0))
    return {"overall": overall, "within": {k: float(v) for k, v in diff.items()}, "reversed": bool(rev)}
