# ---
# misconception: interval.in_sample
# story: Calibrates the range on the rows that the model was fitted on.
# fails: [report_sealed]
# says: errors on rows that the model has not seen
# ---
# %% key="report"
def report(cars, split, fit, calibrate, alpha):
    train, test = cars.iloc[split["train"]], cars.iloc[split["test"]]
    calibration = cars.iloc[split["calibration"]]
    predict = fit(train)
    factor = float(calibrate(predict, train, alpha))
    y, p = test["price"].to_numpy(), predict(test)
    return {
        "makes": sorted(set(test["make"])),
        "mae": float(np.mean(np.abs(y - p))),
        "baseline_mae": float(np.mean(np.abs(y - train["price"].median()))),
        "r2": float(1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)),
        "factor": factor,
        "coverage": float(np.mean((p / factor <= y) & (y <= p * factor))),
    }
