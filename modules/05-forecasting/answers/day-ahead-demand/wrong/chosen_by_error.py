# ---
# misconception: biz.no_cost
# story: Chooses by the mean absolute percentage error, which knows no costs.
# fails: [decision_sealed]
# says: money decides
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    margins, early_cost, late_cost = {}, {}, {}
    for name, (then, later) in forecasts.items():
        margins[name] = float(margin(early - then, short, long))
        early_cost[name] = cost(early, then + margins[name], short, long)
        late_cost[name] = cost(late, later + margins[name], short, long)
    choice = min(forecasts, key=lambda name: np.mean(np.abs(early - forecasts[name][0]) / early))
    return {"margins": margins, "early_cost": early_cost, "late_cost": late_cost, "choice": choice}
