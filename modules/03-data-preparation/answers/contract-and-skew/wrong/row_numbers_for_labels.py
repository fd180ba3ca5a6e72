# ---
# misconception: leak.order
# story: Reports the number of the row and not its label.
# fails: [violations_small, violations_sealed]
# says: "label"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        pass
        for row, value in enumerate(table[name]):
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
