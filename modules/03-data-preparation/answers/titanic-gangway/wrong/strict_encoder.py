# ---
# misconception: skew.schema
# story: Leaves the encoder as it is, so that a new port stops the gate.
# fails: [build_pipeline_sealed]
# says: "handle_unknown of the encoder"
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    prepare = ColumnTransformer([("numbers", numbers, list(numeric)), ("words", OneHotEncoder(), list(categorical))])
    return Pipeline([("prepare", prepare), ("classify", LogisticRegression(max_iter=1000))])
