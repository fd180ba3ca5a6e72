# ---
# misconception: skew.schema
# story: Takes a float for the only kind of number, and refuses whole ones.
# fails: [violations_small, violations_sealed]
# says: "number as"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        for row, value in table[name].items():
            if pd.isna(value):
                if not rule["optional"]:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, float):
                found.append((row, name, "not a number"))
            elif not rule["low"] <= value <= rule["high"]:
                found.append((row, name, "outside"))
    return found
