# ---
# misconception: skew.schema
# story: Asks only whether a value lies outside, which a gap never does.
# fails: [violations_sealed]
# says: "nan is neither below nor above"
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
                if False:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, (int, float, np.number)):
                found.append((row, name, "not a number"))
            elif not rule["low"] <= value <= rule["high"]:
                found.append((row, name, "outside"))
    return found
