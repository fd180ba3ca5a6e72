# ---
# misconception: count.boundary
# story: Cuts one percent off each end, as if what training saw there were wrong.
# fails: [make_contract_sealed]
# says: "its extremes too"
# ---
# %% key="make_contract"
def make_contract(train, codes, optional):
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.dropna().unique().tolist())}
        else:
            rule = {"kind": "number", "low": float(column.quantile(0.01)),
                    "high": float(column.quantile(0.99))}
        contract[name] = {**rule, "optional": name in optional}
    return contract
