# ---
# misconception: leak.order
# story: "Shows the forecaster the months in the order in which their newest versions came out."
# fails: [backtest_sealed]
# says: "a later month stands before"
# ---
# %% key="backtest"
def backtest(facts, days, predict):
    first = facts.sort_values("published").drop_duplicates("period").set_index("period")["value"]
    out = []
    for day in days:
        known = facts[facts["published"] < day].sort_values("published").drop_duplicates("period", keep="last")
        if known.empty:
            continue
        series = known.set_index("period")["value"]
        target = series.index.max() + pd.DateOffset(months=1)
        if target not in first.index:
            continue
        out.append((day, target, float(predict(series)), float(first[target])))
    return out
