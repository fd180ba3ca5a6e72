# ---
# misconception: strata.empty
# story: Turns the values of the strata into text.
# fails: [reversal_fresh]
# says: "as they are"
# ---
# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    a, b = table[table[group] == one], table[table[group] == other]
    overall = float(a[outcome].mean() - b[outcome].mean())
    ma, mb = a.groupby(stratum)[outcome].mean(), b.groupby(stratum)[outcome].mean()
    within = {str(k): float(ma[k] - mb[k]) for k in ma.index if k in mb.index}
    v = list(within.values())
    rev = len(v) >= 2 and ((min(v) > 0 and overall < 0) or (max(v) < 0 and overall > 0))
    return {"overall": overall, "within": within, "reversed": bool(rev)}
