# ---
# misconception: leak.time
# story: "Judges by the next month that is in the facts, where the month in between was never published."
# fails: [backtest_sealed]
# says: "happens to be in facts"
# ---
# %% key="backtest"
def backtest(facts, days, predict):
    first = facts.sort_values("published").drop_duplicates("period").set_index("period")["value"]
    out = []
    for day in days:
        known = facts[facts["published"] < day].sort_values(["period", "published"]).drop_duplicates("period", keep="last")
        if known.empty:
            continue
        series = known.set_index("period")["value"]
        later = first.index[first.index > series.index[-1]]
        if len(later) == 0:
            continue
        target = later.min()
        out.append((day, target, float(predict(series)), float(first[target])))
    return out
