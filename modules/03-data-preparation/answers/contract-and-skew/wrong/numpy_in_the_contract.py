# ---
# misconception: skew.schema
# story: Leaves NumPy's numbers in, which JSON does not take.
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
            rule = {"kind": "number", "low": column.min(),
                    "high": column.max()}
        contract[name] = {**rule, "optional": name in optional}
    return contract
