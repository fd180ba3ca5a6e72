# ---
# story: Boosted trees, Python's own sets and loops, NumPy's higher quantile with the corrected level.
# ---
# %% key="split_by_make"
def split_by_make(makes, n_calibration, n_test, seed):
    import random

    names = sorted(set(makes))
    random.Random(seed).shuffle(names)
    test, calibration = set(names[:n_test]), set(names[n_test:n_test + n_calibration])
    parts = {"train": [], "calibration": [], "test": []}
    for row, make in enumerate(makes):
        parts["test" if make in test else "calibration" if make in calibration else "train"].append(row)
    return {name: np.array(rows, dtype=int) for name, rows in parts.items()}

# %% key="fit_log"
def fit_log(cars):
    from sklearn.ensemble import HistGradientBoostingRegressor

    def table(new):
        coded = {word: new["aspir"].eq(word) for word in ("turbo",)} | {word: new["drive"].eq(word) for word in ("rwd", "4wd")}
        return np.column_stack([new[NUMBERS].to_numpy(float), *[flag.to_numpy(float) for flag in coded.values()]])

    model = HistGradientBoostingRegressor(max_iter=40, min_samples_leaf=5).fit(table(cars), np.log(cars["price"]))

    def predict(new):
        return np.exp(model.predict(table(new)))

    return predict

# %% key="conformal"
def conformal(predict, cars, alpha):
    ratio = np.asarray(predict(cars)) / np.asarray(cars["price"])
    scores = np.where(ratio > 1, ratio, 1 / ratio)
    level = math.ceil((1 - alpha) * (len(scores) + 1)) / len(scores)
    return np.float64(np.inf) if level > 1 else np.quantile(scores, level, method="inverted_cdf")

# %% key="quote"
def quote(predict, factor, known, car):
    mid = predict(pd.DataFrame({name: [car[name]] for name in FEATURES}))[0]
    below = [n for n in NUMBERS if car[n] < known[n].min() or car[n] > known[n].max()]
    unseen = [n for n in WORDS if car[n] == car[n] and car[n] is not None and not known[n].eq(car[n]).any()]
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": tuple(below + unseen)}
