# ---
# story: Plain loops and counters, one row at a time, one question to the model for each.
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name in train:
        values = [value for value in train[name].tolist() if not pd.isna(value)]
        if name in codes:
            contract[name] = dict(kind="code", values=sorted(set(values)), optional=name in optional)
        else:
            contract[name] = dict(kind="number", low=float(min(values)), high=float(max(values)),
                                  optional=name in optional)
    return contract

# %% key="translate"
def translate(table, codebook, key):
    rows = []
    for record in table.to_dict("records"):
        row = {}
        for name, rule in codebook.items():
            value = record.get(rule["from"], float("nan"))
            row[name] = value if rule["codes"] is None else rule["codes"].get(value)
        rows.append(row)
    return pd.DataFrame(rows, columns=list(codebook), index=table[key].tolist())

# %% key="violations"
def violations(table, contract):
    found = [(None, name, "absent") for name in contract if name not in table]
    for row, record in zip(table.index, table.to_dict("records")):
        for name, rule in contract.items():
            if name not in record:
                continue
            value = record[name]
            if value is None or value != value:
                word = None if rule["optional"] else "gap"
            elif rule["kind"] == "code":
                word = None if value in rule["values"] else "unknown code"
            elif isinstance(value, str):
                word = "not a number"
            else:
                word = "outside" if value < rule["low"] or value > rule["high"] else None
            if word:
                found.append((row, name, word))
    return found

# %% key="skew"
def skew(train, serve, contract):
    from collections import Counter
    from statistics import mean, stdev

    moved = {}
    for name, rule in contract.items():
        a, b = ([v for v in t[name].tolist() if not pd.isna(v)] for t in (train, serve))
        if not b:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float((mean(b) - mean(a)) / stdev(a))
        else:
            x, z = Counter(a), Counter(b)
            moved[name] = sum(abs(x[code] / len(a) - z[code] / len(b)) for code in x | z) / 2
    return moved

# %% key="score_guarded"
def score_guarded(model, table, contract, check):
    objections = list(check(table, contract))
    scores, refused = {}, []
    for row in table.index:
        why = [f"{name}: {word}" for label, name, word in objections if label is None or label == row]
        if why:
            refused.append({"row": row, "reasons": why})
        else:
            p = model.predict_proba(table.loc[[row], list(contract)])[0]
            scores[row] = float(p[model.classes_.tolist().index(True)])
    return scores, refused
