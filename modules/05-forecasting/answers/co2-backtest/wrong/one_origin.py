# ---
# misconception: time.single_origin
# story: Forecasts every fold from the first origin.
# fails: [backtest_sealed]
# says: a history of its own for every fold
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results, first = [], len(y) - h * folds
    for start in range(len(y) - h * folds, len(y), h):
        history, actual = y[:first].copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(history, actual, predicted)})
    return results
