# ---
# misconception: leak.target
# story: Lets the columns that were not named through, because more is better.
# fails: [build_pipeline_sealed]
# says: "named columns only"
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    words = make_pipeline(SimpleImputer(strategy="most_frequent"), OneHotEncoder(handle_unknown="ignore"))
    late = make_pipeline(SimpleImputer(strategy="constant", fill_value="none"), OneHotEncoder(handle_unknown="ignore"))
    prepare = ColumnTransformer([("numbers", numbers, list(numeric)), ("words", words, list(categorical)),
                                 ("boat", late, ["boat"])])
    return Pipeline([("prepare", prepare), ("classify", LogisticRegression(max_iter=1000))])
