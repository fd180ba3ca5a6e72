# ---
# misconception: ops.latest_value
# story: "Cuts off the months that were not out, and reads the others in their latest version."
# fails: [backtest_contract, backtest_sealed]
# says: "contract"
# ---
# %% key="backtest"
def backtest(facts, days, predict):
    """Return (day, target, forecast, truth) for each day on which a forecast can be made and judged."""
    ordered = facts.sort_values("published")
    firsts = ordered.drop_duplicates("period", keep="first").set_index("period")["value"]
    rows = []
    for day in days:
        seen = set(ordered.loc[ordered["published"] < day, "period"])
        out = ordered[ordered["period"].isin(seen)].drop_duplicates("period", keep="last")
        known = out.set_index("period")["value"].sort_index()
        if len(known) == 0:
            continue
        target = known.index[-1] + pd.DateOffset(months=1)
        if target in firsts.index:
            rows.append((day, target, float(predict(known)), float(firsts[target])))
    return rows
