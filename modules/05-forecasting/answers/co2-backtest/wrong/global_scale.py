# ---
# misconception: time.global_scale
# story: Hands the score the whole series, so that all folds share one scale.
# fails: [backtest_sealed]
# says: each fold scored with its own history
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    results = []
    for start in range(len(y) - h * folds, len(y), h):
        history, actual = y[:start].copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(y, actual, predicted)})
    return results
