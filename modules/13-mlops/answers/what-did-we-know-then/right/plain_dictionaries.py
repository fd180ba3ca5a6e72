# ---
# story: "Loops and dictionaries, no pandas tricks."
# ---
# %% key="as_of"
def as_of(facts, day):
    best = {}
    for series, period, published, value in zip(facts["series"], facts["period"], facts["published"], facts["value"]):
        if published < day and ((series, period) not in best or published >= best[series, period][0]):
            best[series, period] = (published, value)
    rows = [(s, p, value) for (s, p), (_, value) in best.items() if value == value]
    return pd.DataFrame(rows, columns=["series", "period", "value"])

# %% key="revisions"
def revisions(old, new):
    a, b = ({(s, p): v for s, p, v in zip(t["series"], t["period"], t["value"])} for t in (old, new))
    end = max(p for _, p in a)
    changed = [key for key in a if key in b and a[key] != b[key]]
    fresh = [p for s, p in b if (s, p) not in a]
    return {"revised": len(changed), "filled": sum(p <= end for p in fresh), "added": sum(p > end for p in fresh),
            "gone": sum(key not in b for key in a), "series": sorted({s for s, _ in changed})}

# %% key="asof_join"
def asof_join(days, facts):
    def newest(day):
        known = [(p, d, v) for p, d, v in zip(facts["period"], facts["published"], facts["value"]) if d < day]
        return max(known)[2] if known else float("nan")

    return np.array([newest(day) for day in days])

# %% key="backtest"
def backtest(facts, days, predict):
    triples = sorted(zip(facts["published"], facts["period"], facts["value"]))
    rows = []
    for day in days:
        known = {period: value for published, period, value in triples if published < day}
        if known:
            target = max(known) + pd.offsets.MonthBegin()
            truth = [value for _, period, value in triples if period == target]
            if truth:
                rows.append((day, target, predict(pd.Series(known).sort_index()), truth[0]))
    return rows

# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    calls, spell = [], []
    for place in np.flatnonzero(~np.isnan(errors)).tolist():
        spell = spell + [place] if errors[place] > limit else []
        if len(spell) == patience:
            calls.append(place)
    return calls
