# ---
# misconception: skew.refit_at_serving
# story: Fills gaps with the medians of the table that is being scored.
# fails: [fit_log_sealed]
# says: training, or the table that is scored
# ---
# %% key="fit_log"
def fit_log(cars):
    columns = make_column_transformer((StandardScaler(), NUMBERS), (OneHotEncoder(handle_unknown="ignore"), WORDS))

    def filled(table):
        table = table[FEATURES].copy()
        return table.fillna(table[NUMBERS].median()).fillna(dict.fromkeys(NUMBERS, 0.0))

    model = make_pipeline(columns, Ridge()).fit(filled(cars), np.log(cars["price"]))
    return lambda new: np.exp(model.predict(filled(new)))
