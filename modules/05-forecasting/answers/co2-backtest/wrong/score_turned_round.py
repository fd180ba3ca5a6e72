# ---
# misconception: metric.wrong_order
# story: Hands the score what was predicted in the place of what came.
# fails: [backtest_sealed]
# says: in this order
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    out = []
    for k in range(folds):
        start = len(y) - h * (folds - k)
        past, actual = y[:start].copy(), y[start:start + h]
        p = forecast(past.copy(), h)
        out.append({"start": start, "errors": actual - p, "score": score(past, p, actual)})
    return out
