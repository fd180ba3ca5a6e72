# ---
# misconception: skew.schema
# story: Fits the numbers alone and forgets that FEATURES hold words too.
# fails: [fit_log_sealed]
# says: do both reach the regressor
# ---
# %% key="fit_log"
def fit_log(cars):
    model = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), Ridge(alpha=3.0))
    model.fit(cars[NUMBERS], np.log(cars["price"]))
    return lambda new: np.exp(model.predict(new[NUMBERS]))
