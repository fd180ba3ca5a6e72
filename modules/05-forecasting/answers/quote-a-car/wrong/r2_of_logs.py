# ---
# misconception: metric.wrong_scale
# story: Reports r2 on the scale of the fit, where dear cars hardly count.
# fails: [report_sealed]
# says: an r2 of dollars
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
        "r2": float(1 - np.sum(np.log(y / p) ** 2) / np.sum((np.log(y) - np.log(y).mean()) ** 2)),
        "factor": factor,
        "coverage": float(np.mean((p / factor <= y) & (y <= p * factor))),
    }
