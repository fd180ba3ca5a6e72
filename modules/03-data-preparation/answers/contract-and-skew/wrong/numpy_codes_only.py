# ---
# misconception: skew.schema
# story: Makes plain floats of the ends, and forgets that the codes are NumPy's numbers as well.
# fails: [make_contract_survey, make_contract_sealed]
# says: ".tolist()"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.dropna().unique())}
        else:
            rule = {"kind": "number", "low": float(column.min()), "high": float(column.max())}
        contract[name] = {**rule, "optional": name in optional}
    return contract
