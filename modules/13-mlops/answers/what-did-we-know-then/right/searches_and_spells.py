# ---
# story: "A search in the sorted days of publication, periods of the calendar, spells by cumulative sums."
# ---
# %% key="asof_join"
def asof_join(days, facts):
    rows = sorted(zip(facts["published"], facts["period"], facts["value"]))
    times, newest, best = [], [], None
    for when, period, value in rows:
        if best is None or period >= best[0]:
            best = (period, value)
        times.append(when)
        newest.append(best[1])
    at = np.searchsorted(np.array(times, dtype="datetime64[ns]"), np.array(days, dtype="datetime64[ns]"), side="left")
    return np.array([np.nan] + newest, dtype=float)[at]

# %% key="backtest"
def backtest(facts, days, predict):
    truths = {}
    for when, p, v in sorted(zip(facts["published"], facts["period"], facts["value"])):
        truths.setdefault(p, v)
    out = []
    for day in days:
        known = {}
        for when, p, v in sorted(zip(facts["published"], facts["period"], facts["value"])):
            if when < day:
                known[p] = v
        if not known:
            continue
        s = pd.Series(known).sort_index()
        forecast = predict(s)
        target = (max(known).to_period("M") + 1).to_timestamp()
        if target in truths:
            out.append((day, target, np.float64(forecast), np.float64(truths[target])))
    return out

# %% key="retrain_on"
def retrain_on(errors, limit, patience):
    where = np.flatnonzero(~np.isnan(errors))
    big = errors[where] > limit
    spell = np.cumsum(~big)
    count = pd.Series(big.astype(int)).groupby(spell).cumsum().to_numpy()
    return list(where[big & (count == patience)])
