# ---
# misconception: skew.schema
# story: Takes the mean and three standard deviations for the range.
# fails: [make_contract_sealed]
# says: "extremes"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.dropna().unique().tolist())}
        else:
            rule = {"kind": "number", "low": float(column.mean() - 3 * column.std()),
                    "high": float(column.mean() + 3 * column.std())}
        contract[name] = {**rule, "optional": name in optional}
    return contract
