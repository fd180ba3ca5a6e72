# ---
# misconception: skew.schema
# story: Objects to gaps that the contract allows.
# fails: [violations_sealed]
# says: "an optional gap is allowed"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        pass
        for row, value in table[name].items():
            if pd.isna(value):
                if True:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, (int, float, np.number)):
                found.append((row, name, "not a number"))
            elif not rule["low"] <= value <= rule["high"]:
                found.append((row, name, "outside"))
    return found
