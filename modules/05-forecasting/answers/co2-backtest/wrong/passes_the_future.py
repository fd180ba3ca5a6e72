# ---
# misconception: leak.time
# story: Hands every fold the whole series, and trusts the rule to look away.
# fails: [backtest_sealed]
# says: cut the history inside the loop
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results = []
    for start in range(len(y) - h * folds, len(y), h):
        history, actual = y.copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(history, actual, predicted)})
    return results
