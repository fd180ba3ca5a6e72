# ---
# misconception: count.boundary
# story: Counts a price that stands exactly at the end of its range as missed.
# fails: [report_sealed]
# says: the ends included
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
        "baseline_mae": float(np.mean(np.abs(y - train["price"].median()))),
        "r2": float(1 - np.sum((y - p) ** 2) / np.sum((y - y.mean()) ** 2)),
        "factor": factor,
        "coverage": float(np.mean((p / factor < y) & (y < p * factor))),
    }
