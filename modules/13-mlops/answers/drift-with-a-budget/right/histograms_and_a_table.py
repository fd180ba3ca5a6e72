# ---
# story: "NumPy histograms with infinite ends, a table for the runbook."
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    inner = np.unique(np.nanquantile(reference, np.linspace(0, 1, bins + 1)[1:-1]))
    edges = np.r_[-np.inf, inner, np.inf]
    r, c = (np.r_[np.histogram(x[~np.isnan(x)], edges)[0], np.isnan(x).sum()] / len(x) for x in (reference, current))
    r, c = r.clip(1e-4), c.clip(1e-4)
    return float(((c - r) * np.log(c / r)).sum())

# %% key="runbook"
def runbook(reference, current, level, measure, find_breaks):
    broken = find_breaks(reference, current)
    good = [name for name in reference if name not in broken]
    scores = {name: measure(*(t[name].values.astype(float) for t in (reference, current))) for name in good}
    table = pd.Series(scores, dtype=float)
    alarms = table[table > level].sort_values(ascending=False).index.tolist()
    if broken:
        action = "mend the feed"
    elif alarms:
        action = "review the model"
    else:
        action = "carry on"
    return {"action": action, "alarms": alarms, "scores": table.to_dict(), "breaks": broken}
