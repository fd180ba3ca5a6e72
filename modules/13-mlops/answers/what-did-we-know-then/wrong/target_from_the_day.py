# ---
# misconception: leak.time
# story: "Forecasts the month after the day, as if the month before were out."
# fails: [backtest_contract, backtest_sealed]
# says: "target"
# ---
# %% key="backtest"
def backtest(facts, days, predict):
    """Return (day, target, forecast, truth) for each day on which a forecast can be made and judged."""
    ordered = facts.sort_values("published")
    firsts = ordered.drop_duplicates("period", keep="first").set_index("period")["value"]
    rows = []
    for day in days:
        out = ordered[ordered["published"] < day].drop_duplicates("period", keep="last")
        known = out.set_index("period")["value"].sort_index()
        if len(known) == 0:
            continue
        target = day.replace(day=1) + pd.DateOffset(months=1)
        if target in firsts.index:
            rows.append((day, target, float(predict(known)), float(firsts[target])))
    return rows
