# ---
# misconception: skew.schema
# story: Allows gaps wherever training had some.
# fails: [make_contract_sealed]
# says: "a gap in training is not a permission"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.dropna().unique().tolist())}
        else:
            rule = {"kind": "number", "low": float(column.min()),
                    "high": float(column.max())}
        contract[name] = {**rule, "optional": name in optional or bool(column.isna().any())}
    return contract
