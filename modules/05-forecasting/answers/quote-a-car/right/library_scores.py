# ---
# story: scikit-learn's metrics, a forest, and group indices from pandas.
# ---
# %% key="fit_log"
def fit_log(cars):
    from sklearn.compose import TransformedTargetRegressor
    from sklearn.ensemble import RandomForestRegressor

    columns = make_column_transformer((SimpleImputer(), NUMBERS), (OneHotEncoder(handle_unknown="ignore"), WORDS))
    forest = make_pipeline(columns, RandomForestRegressor(n_estimators=30, random_state=0))
    model = TransformedTargetRegressor(forest, func=np.log, inverse_func=np.exp).fit(cars[FEATURES], cars["price"])
    return model.predict

# %% key="report"
def report(cars, split, fit, calibrate, alpha):
    from sklearn.metrics import mean_absolute_error, r2_score

    train, test = cars.iloc[split["train"]], cars.iloc[split["test"]]
    predict = fit(train.copy())
    factor = calibrate(predict, cars.iloc[split["calibration"]].copy(), alpha)
    p = pd.Series(predict(test), index=test.index)
    return {
        "makes": np.unique(test["make"].astype(str)).tolist(),
        "mae": mean_absolute_error(test["price"], p),
        "baseline_mae": (test["price"] - np.median(train["price"])).abs().mean(),
        "r2": r2_score(test["price"], p),
        "factor": factor,
        "coverage": test["price"].between(p / factor, p * factor).mean(),
    }
