# ---
# misconception: skew.schema
# story: Writes the gap down as one of the codes.
# fails: [make_contract_sealed]
# says: "gap"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.unique().tolist(), key=str)}
        else:
            rule = {"kind": "number", "low": float(column.min()),
                    "high": float(column.max())}
        contract[name] = {**rule, "optional": name in optional}
    return contract
