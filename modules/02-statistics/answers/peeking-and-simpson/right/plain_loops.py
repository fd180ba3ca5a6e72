# ---
# story: Loops over runs, strata and groups.
# ---
# %% key="false_alarms"
def false_alarms(z, limit):
    return sum(any(abs(v) > limit for v in run) for run in z) / len(z)

# %% key="safe_limit"
def safe_limit(z, alpha):
    worst = sorted(max(abs(float(v)) for v in run) for run in z)
    for limit in worst:
        if sum(w > limit for w in worst) <= alpha * len(worst):
            return limit

# %% key="reversal"
def reversal(table, outcome, group, stratum, one, other):
    def gap(part):
        return float(part.loc[part[group] == one, outcome].mean() - part.loc[part[group] == other, outcome].mean())

    within = {}
    for value, part in table.groupby(stratum):
        if {one, other} <= set(part[group]):
            within[value] = gap(part)
    overall = gap(table)
    gaps = within.values()
    same = all(v > 0 for v in gaps) and overall < 0 or all(v < 0 for v in gaps) and overall > 0
    return {"overall": overall, "within": within, "reversed": same and len(within) > 1}

# %% key="standardised"
def standardised(table, outcome, group, stratum):
    groups = table[group].unique()
    strata = [s for s in table[stratum].unique() if table.loc[table[stratum] == s, group].nunique() == len(groups)]
    total = table[stratum].isin(strata).sum()
    return pd.Series({g: sum(table.loc[(table[group] == g) & (table[stratum] == s), outcome].mean()
                             * (table[stratum] == s).sum() / total for s in strata) for g in groups})

# %% key="claim"
def claim(z, looks, limit, found, rates, one, other):
    stopped = next((n for n, value in zip(looks, z) if abs(value) > limit), None)
    return {"stopped_at": stopped, "significant": stopped is not None, "overall": found["overall"],
            "standardised": rates[one] - rates[other],
            "report": ["overall", "standardised"][int(found["reversed"])]}
