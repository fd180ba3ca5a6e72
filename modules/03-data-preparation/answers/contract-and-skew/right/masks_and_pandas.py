# ---
# story: Masks per column, pandas for the shares, a frame for the scores.
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    def rule(name):
        values = train[name].dropna()
        if name in codes:
            kinds = values.drop_duplicates().sort_values().tolist()
            return {"optional": name in optional, "kind": "code", "values": kinds}
        low, high = values.agg(["min", "max"]).tolist()
        return {"optional": name in optional, "kind": "number", "low": float(low), "high": float(high)}

    return {name: rule(name) for name in train.columns}

# %% key="translate"
def translate(table, codebook, key):
    home = table.reindex(columns=[rule["from"] for rule in codebook.values()]).set_axis(list(codebook), axis=1)
    for name, rule in codebook.items():
        if rule["codes"] is not None:
            home[name] = [rule["codes"].get(code, np.nan) for code in home[name]]
    home.index = table[key].to_list()
    return home

# %% key="violations"
def violations(table, contract):
    found = []
    for name in contract:
        rule = contract[name]
        if name not in table.columns:
            found.append([None, name, "absent"])
            continue
        column = table[name]
        gap = column.isna()
        if rule["kind"] == "code":
            broken = {"unknown code": ~gap & ~column.isin(rule["values"])}
        else:
            number = column.map(lambda value: not isinstance(value, str)).astype(bool)
            as_number = pd.to_numeric(column.where(number), errors="coerce")
            off = (as_number < rule["low"]) | (as_number > rule["high"])
            broken = {"not a number": ~gap & ~number, "outside": ~gap & number & off}
        if not rule["optional"]:
            broken["gap"] = gap
        for word, mask in broken.items():
            found += [(row, name, word) for row in table.index[mask.to_numpy(dtype=bool)]]
    return found

# %% key="skew"
def skew(train, serve, contract):
    moved = {}
    for name, rule in contract.items():
        if serve[name].isna().all():
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = (serve[name].mean() - train[name].mean()) / train[name].std()
        else:
            both = pd.concat([train[name].value_counts(normalize=True), serve[name].value_counts(normalize=True)],
                             axis=1).fillna(0)
            moved[name] = 1 - both.min(axis=1).sum()
    return moved

# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    found = check(table, contract)
    missing = [f"{name}: {word}" for row, name, word in found if row is None]
    refused = []
    for row in table.index:
        reasons = missing + [f"{name}: {word}" for label, name, word in found if label == row]
        if reasons:
            refused.append({"row": row, "reasons": reasons})
    left = table.drop(index=[each["row"] for each in refused])
    if left.empty:
        return {}, refused
    chances = pd.DataFrame(model.predict_proba(left[list(contract)]), index=left.index, columns=model.classes_)
    return chances[True].to_dict(), refused
