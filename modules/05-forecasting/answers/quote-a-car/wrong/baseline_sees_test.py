# ---
# misconception: select.on_test
# story: Gives the simple rule the median of the prices that it has to guess.
# fails: [report_sealed]
# says: may not see the answers either
# ---
# %% key="report"
def report(cars, split, fit, calibrate, alpha):
    train, test = cars.iloc[split["train"]], cars.iloc[split["test"]]
    calibration = cars.iloc[split["calibration"]]
    predict = fit(train)
    factor = float(calibrate(predict, calibration, alpha))
    y, p = test["price"].to_numpy(), predict(test)
    return {
        "makes": sorted(set(test["make"])),
        "mae": float(np.mean(np.abs(y - p))),
        "baseline_mae": float(np.mean(np.abs(y - test["price"].median()))),
        "r2": float(1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)),
        "factor": factor,
        "coverage": float(np.mean((p / factor <= y) & (y <= p * factor))),
    }
