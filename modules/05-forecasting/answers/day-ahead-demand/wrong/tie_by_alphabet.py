# ---
# misconception: metric.ties
# story: Breaks a tie by the alphabet and not by the order of the forecasts.
# fails: [decision_sealed]
# says: in the order of
# ---
# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    m = {n: float(margin(early - a, short, long)) for n, (a, b) in forecasts.items()}
    e = {n: cost(early, a + m[n], short, long) for n, (a, b) in forecasts.items()}
    l = {n: cost(late, b + m[n], short, long) for n, (a, b) in forecasts.items()}
    return {"margins": m, "early_cost": e, "late_cost": l, "choice": min(sorted(e), key=e.get)}
