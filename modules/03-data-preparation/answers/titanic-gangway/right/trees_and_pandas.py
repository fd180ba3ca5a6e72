# ---
# story: Boosted trees that take gaps as they are, pandas masks, and reindex at the gate.
# ---
# %% key="column_policy"
def column_policy(dictionary, target, departure):
    late = dictionary["known_at"] > departure
    words = np.select(
        [dictionary["column"] == target, dictionary["known_at"].isna(), late, dictionary["identifier"]],
        ["outcome", "unknown", "too late", "identifier"], default="use")
    return {name: str(word) for name, word in zip(dictionary["column"], words)}

# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    from sklearn.preprocessing import OrdinalEncoder

    codes = OrdinalEncoder(handle_unknown="use_encoded_value", unknown_value=-1)
    prepare = ColumnTransformer([("numbers", "passthrough", numeric), ("codes", codes, categorical)])
    trees = HistGradientBoostingClassifier(max_iter=30, random_state=0)
    return make_pipeline(prepare, trees)

# %% key="score"
def score(make, train, test, target, positive):
    features = [name for name in train if name != target]
    model = make()
    model.fit(train[features], train[target])
    table = pd.DataFrame(model.predict_proba(test[features]), columns=model.classes_)
    return table[positive].to_numpy()

# %% key="missing_report"
def missing_report(table, target, positive):
    hit = (table[target] == positive).astype(float)
    report = {}
    for name, column in table.drop(columns=target).items():
        rates = hit.groupby(column.isna()).agg(["size", "mean"])
        if True not in rates.index:
            continue
        report[name] = {"missing": int(rates.loc[True, "size"]), "share": rates.loc[True, "size"] / len(table),
                        "rate_missing": rates.loc[True, "mean"],
                        "rate_present": rates.loc[False, "mean"] if False in rates.index else None}
    return report

# %% key="serve"
def serve(model, row, columns, positive):
    table = pd.DataFrame([row]).reindex(columns=columns)
    table = table.where(table.notna(), np.nan)
    return dict(zip(model.classes_, model.predict_proba(table)[0]))[positive]
