# ---
# misconception: biz.no_baseline
# story: Ships the model, since the rule is only there for comparison.
# fails: [decision_sealed]
# says: not the name
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    margins, early_cost, late_cost = {}, {}, {}
    for name, (then, later) in forecasts.items():
        margins[name] = float(margin(early - then, short, long))
        early_cost[name] = cost(early, then + margins[name], short, long)
        late_cost[name] = cost(late, later + margins[name], short, long)
    choice = next((n for n in forecasts if "model" in n or "tree" in n), list(forecasts)[0])
    return {"margins": margins, "early_cost": early_cost, "late_cost": late_cost, "choice": choice}
