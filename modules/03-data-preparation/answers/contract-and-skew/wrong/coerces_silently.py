# ---
# misconception: skew.schema
# story: Turns text into numbers, and what cannot be turned into gaps.
# fails: [violations_sealed]
# says: "text is no number"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        column = table[name]
        if rule["kind"] == "number":
            column = pd.to_numeric(column, errors="coerce")
        for row, value in column.items():
            if pd.isna(value):
                if not rule["optional"]:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, (int, float, np.number)):
                found.append((row, name, "not a number"))
            elif not rule["low"] <= value <= rule["high"]:
                found.append((row, name, "outside"))
    return found
