# ---
# misconception: arith.in_place
# story: "Sorts the facts of the caller."
# fails: [backtest_sealed]
# says: "changed facts"
# ---
# %% key="backtest"
def backtest(facts, days, predict):
    facts.sort_values("published", inplace=True)
    first = facts.sort_values("published").drop_duplicates("period").set_index("period")["value"]
    out = []
    for day in days:
        known = facts[facts["published"] < day].sort_values(["period", "published"]).drop_duplicates("period", keep="last")
        if known.empty:
            continue
        series = known.set_index("period")["value"]
        target = series.index[-1] + pd.DateOffset(months=1)
        if target not in first.index:
            continue
        out.append((day, target, float(predict(series)), float(first[target])))
    return out
