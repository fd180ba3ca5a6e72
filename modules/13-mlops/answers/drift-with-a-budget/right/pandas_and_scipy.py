# ---
# story: "pandas cuts and counts, SciPy corrects the p-values, sorting finds the level."
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    then, now = pd.Series(reference), pd.Series(current)
    inner = sorted(set(then.dropna().quantile([k / bins for k in range(1, bins)])))
    edges = [-np.inf, *inner, np.inf]
    total = 0.0
    groups = [(low, high) for low, high in zip(edges[:-1], edges[1:])] + [None]
    for group in groups:
        share = []
        for values in (then, now):
            inside = values.isna() if group is None else (values >= group[0]) & (values < group[1])
            share.append(max(inside.sum() / len(values), 0.0001))
        total += (share[1] - share[0]) * np.log(share[1] / share[0])
    return total

# %% key="breaks"
def breaks(reference, current, jump=0.5):
    rise = current.reindex(columns=reference.columns).isna().mean() - reference.isna().mean()
    found = {name: "missing" for name in reference if rise[name] > jump}
    numeric = set(reference.select_dtypes("number"))
    found.update({name: "text" for name in numeric & set(current) - set(current.select_dtypes("number"))})
    found.update({name: "absent" for name in set(reference) - set(current)})
    return found

# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    from scipy.stats import false_discovery_control

    p = [ks_2samp(reference[c][reference[c].notna()], current[c][current[c].notna()], method="asymp")[1] for c in columns]
    return sorted(c for c, adjusted in zip(columns, false_discovery_control(p)) if adjusted <= q)

# %% key="alarm_level"
def alarm_level(scores, budget):
    ranked = np.sort(scores)[::-1]
    return ranked[int(np.floor(budget * len(scores) + 1e-9))]

# %% key="delayed_auc"
def delayed_auc(log, now, delay):
    judged, waiting = [], 0
    for row in log.itertuples():
        if row.day > now:
            continue
        if row.day + delay > now:
            waiting += 1
        else:
            judged.append((bool(row.admitted_on <= row.day + delay), row.p))
    sick = [p for y, p in judged if y]
    well = [p for y, p in judged if not y]
    auc = None
    if sick and well:
        auc = sum((a > b) + (a == b) / 2 for a in sick for b in well) / (len(sick) * len(well))
    return {"auc": auc, "judged": len(judged), "waiting": waiting}
