# ---
# story: Calendar arithmetic, loops, and the margin by trying every error.
# ---
# %% key="last_known"
def last_known(t):
    day, _ = divmod(t, 24)
    noon = (day - 1) * 24 + 12
    return noon - 1

# %% key="features"
def features(y, t, known):
    past = [float(v) for v in y[:known + 1]]
    days = [t - 24 * k for k in range(1, 15) if t - 24 * k <= known]
    return {"latest same hour": past[days[0]], "mean same hour": sum(past[i] for i in days) / len(days), "newest": past[-1]}

# %% key="pinball"
def pinball(y, q, tau):
    total = 0.0
    for actual, guess in zip(y, q):
        total += tau * (actual - guess) if actual > guess else (1 - tau) * (guess - actual)
    return total / len(y)

# %% key="margin"
def margin(errors, short, long):
    ranked = sorted(float(e) for e in errors)
    for count, error in enumerate(ranked, start=1):
        if count / len(ranked) >= short / (short + long):
            return error

# %% key="decision"
def decision(early, late, forecasts, short, long, margin):
    result = {"margins": {}, "early_cost": {}, "late_cost": {}, "choice": None}
    for name in forecasts:
        extra = margin(early - forecasts[name][0], short, long)
        result["margins"][name] = extra
        result["early_cost"][name] = cost(early, forecasts[name][0] + extra, short, long)
        result["late_cost"][name] = cost(late, forecasts[name][1] + extra, short, long)
        if result["choice"] is None or result["early_cost"][name] < result["early_cost"][result["choice"]]:
            result["choice"] = name
    return result
