# ---
# misconception: metric.wrong_scale
# story: Hands the fitted logarithms to the customer.
# fails: [fit_log_shape, fit_log_sealed]
# says: np.exp leads back
# ---
# %% key="fit_log"
def fit_log(cars):
    columns = make_column_transformer(
        (make_pipeline(SimpleImputer(), StandardScaler()), NUMBERS),
        (OneHotEncoder(handle_unknown="ignore"), WORDS))
    model = make_pipeline(columns, Ridge()).fit(cars[FEATURES], np.log(cars["price"]))
    return lambda new: model.predict(new[FEATURES])
