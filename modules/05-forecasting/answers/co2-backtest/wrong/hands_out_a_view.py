# ---
# misconception: arith.in_place
# story: Hands each rule a view of y, into which it may write.
# fails: [backtest_sealed]
# says: view of y
# ---
# %% key="backtest"
def backtest(y, h, folds, forecast, score):
    out = []
    for k in range(folds):
        start = len(y) - h * (folds - k)
        past, actual = y[:start], y[start:start + h]
        p = forecast(past, h)
        out.append({"start": start, "errors": actual - p, "score": score(past, actual, p)})
    return out
