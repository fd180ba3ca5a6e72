# ---
# story: A seeded forest, loops for the counting, and a dict of lists for the single passenger.
# ---
# %% key="column_policy"
def column_policy(dictionary, target, departure):
    def word(name, known_at, identifier):
        if name == target:
            return "outcome"
        if known_at is pd.NaT:
            return "unknown"
        if not known_at <= departure:
            return "too late"
        return "identifier" if identifier else "use"

    return {r["column"]: word(r["column"], r["known_at"], r["identifier"]) for r in dictionary.to_dict("records")}

# %% key="build_pipeline"
def build_pipeline(numeric, categorical):
    from sklearn.ensemble import RandomForestClassifier

    prepare = ColumnTransformer([
        ("numbers", SimpleImputer(strategy="mean", add_indicator=True), numeric),
        ("words", OneHotEncoder(handle_unknown="infrequent_if_exist", sparse_output=False), categorical)])
    return Pipeline([("p", prepare), ("m", RandomForestClassifier(n_estimators=25, random_state=1))])

# %% key="score"
def score(make, train, test, target, positive):
    model = make()
    model.fit(train.drop(columns=[target]), train[target].tolist())
    features = test.drop(columns=[target]) if target in test.columns else test
    where = np.flatnonzero(model.classes_ == positive)[0]
    return np.array([float(chances[where]) for chances in model.predict_proba(features)])

# %% key="missing_report"
def missing_report(table, target, positive):
    report = {}
    for name in [c for c in table if c != target]:
        with_gap, without = [], []
        for value, end in zip(table[name], table[target]):
            (with_gap if pd.isna(value) else without).append(end == positive)
        if with_gap:
            report[name] = {
                "missing": len(with_gap), "share": len(with_gap) / len(table),
                "rate_missing": sum(with_gap) / len(with_gap),
                "rate_present": sum(without) / len(without) if without else None}
    return report

# %% key="serve"
def serve(model, row, columns, positive):
    one = pd.DataFrame({name: [row.get(name)] for name in columns}).fillna(np.nan)
    place = [str(c) for c in model.classes_].index(str(positive))
    return model.predict_proba(one)[0][place].item()
