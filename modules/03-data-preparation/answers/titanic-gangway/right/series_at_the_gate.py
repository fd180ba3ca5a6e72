# ---
# story: A Series for the single passenger, turned on its side; boosted trees that need no filling.
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    from sklearn.compose import make_column_transformer
    from sklearn.preprocessing import OrdinalEncoder

    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=np.nan, encoded_missing_value=np.nan)
    prepare = make_column_transformer((codes, categorical), ("passthrough", numeric), verbose_feature_names_out=False)
    places = list(range(len(categorical)))
    trees = HistGradientBoostingClassifier(max_iter=25, categorical_features=places, random_state=3)
    return Pipeline([("columns", prepare), ("trees", trees)])

# %% key="serve"
def serve(model, row, columns, positive):
    one = pd.Series(row, dtype=object).reindex(columns).to_frame().T
    one = one.mask(one.isna(), np.nan)
    return float(model.predict_proba(one)[0, np.flatnonzero(model.classes_ == positive)[0]])
