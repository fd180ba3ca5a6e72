# ---
# misconception: biz.no_cost
# story: Reads the costs of the set-up and not those that were handed in.
# fails: [decision_sealed]
# says: cost(actual, forecast + margin, short, long)
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    m = {n: float(margin(early - a, short, long)) for n, (a, b) in forecasts.items()}
    e = {n: cost(early, a + m[n], SHORT, LONG) for n, (a, b) in forecasts.items()}
    l = {n: cost(late, b + m[n], SHORT, LONG) for n, (a, b) in forecasts.items()}
    return {"margins": m, "early_cost": e, "late_cost": l, "choice": min(e, key=e.get)}
