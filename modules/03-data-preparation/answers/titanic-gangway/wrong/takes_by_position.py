# ---
# misconception: skew.column_order
# story: Turns names into positions, which hold only as long as nobody moves a column.
# fails: [build_pipeline_sealed]
# says: "columns found by name"
# ---
# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    columns = list(PEOPLE.columns)
    numbers = make_pipeline(SimpleImputer(strategy="median"), StandardScaler())
    prepare = ColumnTransformer([("numbers", numbers, [columns.index(name) for name in numeric if name != "pclass"]),
                                 ("words", OneHotEncoder(handle_unknown="ignore"),
                                  [columns.index(name) for name in categorical])])
    from sklearn.preprocessing import FunctionTransformer

    values = FunctionTransformer(lambda table: pd.DataFrame(table.to_numpy(), columns=range(table.shape[1])))
    return Pipeline([("values", values), ("prepare", prepare), ("classify", LogisticRegression(max_iter=1000))])
