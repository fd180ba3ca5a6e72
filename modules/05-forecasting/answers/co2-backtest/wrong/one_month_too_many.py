# ---
# misconception: time.overlap
# story: Cuts the history one month too late.
# fails: [backtest_sealed]
# says: and no month more
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results = []
    for start in range(len(y) - h * folds, len(y), h):
        history, actual = y[:start + 1].copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(history, actual, predicted)})
    return results
