# ---
# misconception: serve.mutable_state
# story: Makes the pipeline once and hands out the same object at every call.
# fails: [build_pipeline_sealed]
# says: "made inside the function"
# ---
# %% key="build_pipeline"
_numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
_words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
_prepare = ColumnTransformer([("numbers", _numbers, NUMERIC), ("words", _words, CATEGORICAL)])
_model = Pipeline([("prepare", _prepare), ("classify", LogisticRegression(max_iter=1000))])


def build_pipeline(numeric, categorical):
    return _model
