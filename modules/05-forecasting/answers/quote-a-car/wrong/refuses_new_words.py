# ---
# misconception: skew.schema
# story: Leaves the encoder as it comes, which refuses a word that training never saw.
# fails: [fit_log_sealed]
# says: unknown word
# ---
# %% key="fit_log"
def fit_log(cars):
    columns = make_column_transformer(
        (make_pipeline(SimpleImputer(strategy="median"), StandardScaler()), NUMBERS),
        (OneHotEncoder(categories=[sorted(set(CARS[name])) for name in WORDS]), WORDS))
    model = make_pipeline(columns, Ridge()).fit(cars[FEATURES], np.log(cars["price"]))
    return lambda new: np.exp(model.predict(new[FEATURES]))
