# ---
# misconception: skew.refit_at_serving
# story: Scales and fills inside a function step, which computes its statistics on whatever comes in.
# fails: [build_pipeline_sealed]
# says: "which statistic is computed while you score"
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    from sklearn.preprocessing import FunctionTransformer

    def fill_and_scale(table):
        filled = table.fillna(table.median()).fillna(0)
        return (filled - filled.mean()) / (filled.std().fillna(0) + 1)

    words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    prepare = ColumnTransformer([("numbers", FunctionTransformer(fill_and_scale), list(numeric)),
                                 ("words", words, list(categorical))])
    return Pipeline([("prepare", prepare), ("classify", LogisticRegression(max_iter=1000))])
