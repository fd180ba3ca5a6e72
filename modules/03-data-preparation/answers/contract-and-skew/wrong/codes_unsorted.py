# ---
# misconception: ops.unordered
# story: Writes the codes down in the order in which they came.
# fails: [make_contract_sealed]
# says: "dropna, unique, sorted"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": column.dropna().unique().tolist()}
        else:
            rule = {"kind": "number", "low": float(column.min()), "high": float(column.max())}
        contract[name] = {**rule, "optional": name in optional}
    return contract
