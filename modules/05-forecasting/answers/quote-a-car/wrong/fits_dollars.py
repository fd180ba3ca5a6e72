# ---
# misconception: metric.wrong_scale
# story: Fits the dollars themselves and cuts the negative prices off.
# fails: [fit_log_sealed]
# says: the price or its logarithm
# ---
# %% key="fit_log"
def fit_log(cars):
    columns = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), NUMBERS),
        (OneHotEncoder(handle_unknown="ignore"), WORDS))
    model = make_pipeline(columns, Ridge()).fit(cars[FEATURES], cars["price"])
    return lambda new: np.maximum(model.predict(new[FEATURES]), 1500.0)
