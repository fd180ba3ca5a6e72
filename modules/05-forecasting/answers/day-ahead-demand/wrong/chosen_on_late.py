# ---
# misconception: select.on_test
# story: Ships what was cheapest in the weeks that should only judge.
# fails: [decision_sealed]
# says: which table does your min run over
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    margins, early_cost, late_cost = {}, {}, {}
    for name, (then, later) in forecasts.items():
        margins[name] = float(margin(early - then, short, long))
        early_cost[name] = cost(early, then + margins[name], short, long)
        late_cost[name] = cost(late, later + margins[name], short, long)
    choice = min(late_cost, key=late_cost.get)
    return {"margins": margins, "early_cost": early_cost, "late_cost": late_cost, "choice": choice}
