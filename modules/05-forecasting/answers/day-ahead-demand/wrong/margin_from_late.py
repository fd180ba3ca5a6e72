# ---
# misconception: select.on_test
# story: Settles the margin on the weeks that should only judge.
# fails: [decision_sealed]
# says: what do you hand to `margin`
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    margins, early_cost, late_cost = {}, {}, {}
    for name, (then, later) in forecasts.items():
        margins[name] = float(margin(late - later, short, long))
        early_cost[name] = cost(early, then + margins[name], short, long)
        late_cost[name] = cost(late, later + margins[name], short, long)
    choice = min(early_cost, key=early_cost.get)
    return {"margins": margins, "early_cost": early_cost, "late_cost": late_cost, "choice": choice}
