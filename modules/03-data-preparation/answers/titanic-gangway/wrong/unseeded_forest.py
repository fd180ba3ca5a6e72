# ---
# misconception: seed.missing
# story: Takes a forest without a seed, so that every morning has its own survivors.
# fails: [build_pipeline_sealed]
# says: "random_state"
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    from sklearn.ensemble import RandomForestClassifier

    words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    prepare = ColumnTransformer([("numbers", SimpleImputer(strategy="median"), list(numeric)),
                                 ("words", words, list(categorical))])
    return Pipeline([("prepare", prepare), ("classify", RandomForestClassifier(n_estimators=15))])
