# ---
# misconception: skew.schema
# story: Learns the range from the rows that come in.
# fails: [violations_small, violations_sealed]
# says: "the range comes from the contract"
# ---
# %% key="violations"
def violations(table, contract):
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        numbers = pd.to_numeric(table[name], errors="coerce")
        low, high = numbers.quantile(0.01), numbers.max()
        for row, value in table[name].items():
            if pd.isna(value):
                if not rule["optional"]:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, (int, float, np.number)):
                found.append((row, name, "not a number"))
            elif not low <= value <= high:
                found.append((row, name, "outside"))
    return found
