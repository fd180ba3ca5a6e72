# ---
# misconception: skew.column_order
# story: Gives the columns their home names in the order in which they stand.
# fails: [translate_sealed]
# says: "codebook names"
# ---
# %% key="translate"
def translate(table, codebook, key):
    rest = table.drop(columns=key)
    home = rest.iloc[:, : len(codebook)].copy()
    home = home.reindex(columns=[*home.columns, *range(len(codebook) - home.shape[1])])
    home.columns = list(codebook)
    for name, rule in codebook.items():
        if rule["codes"]:
            home[name] = home[name].map(rule["codes"])
    return home.set_axis(table[key], axis=0)
