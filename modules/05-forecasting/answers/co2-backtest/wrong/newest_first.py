# ---
# misconception: metric.wrong_order
# story: Walks back from the end, and returns the folds in that order.
# fails: [backtest_sealed]
# says: in which direction does k run
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results = []
    for start in range(len(y) - h * folds, len(y), h):
        history, actual = y[:start].copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(history, actual, predicted)})
    return results[::-1]
