# ---
# story: Lists and loops for everything, a negative step for the folds.
# ---
# %% key="fill"
def fill(y):
    known = []
    for t, value in enumerate(y):
        if np.isnan(value):
            value = known[t - 1] + (known[t - 12] - known[t - 13] if t > 12 else 0)
        known.append(float(value))
    return np.array(known)

# %% key="baselines"
def baselines(history, h):
    n, year = len(history), list(history[-12:])
    g = sum(year) / 12 - sum(history[-24:-12]) / 12
    step = (history[-1] - history[0]) / (n - 1)
    out = {"snaive": [], "drift": [], "grow": []}
    for i in range(h):
        out["snaive"].append(year[i % 12])
        out["drift"].append(history[-1] + step * (i + 1))
        out["grow"].append(year[i % 12] + g * (1 + i // 12))
    return {name: np.array(values) for name, values in out.items()}

# %% key="scaled_error"
def scaled_error(history, actual, predicted):
    usual = [abs(history[t] - history[t - 12]) for t in range(12, len(history))]
    return sum(abs(a - p) for a, p in zip(actual, predicted)) / len(actual) / (sum(usual) / len(usual))

# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results = []
    for start in range(len(y) - h, len(y) - h * folds - 1, -h):
        past, truth = y[:start].copy(), y[start:start + h].copy()
        guess = np.asarray(forecast(past, h))
        results.insert(0, {"start": start, "errors": truth - guess, "score": score(past, truth, guess)})
    return results
