# ---
# misconception: skew.schema
# story: Skips a column that did not come.
# fails: [violations_sealed]
# says: "absent"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        for row, value in table.get(name, pd.Series(dtype=float)).items():
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
