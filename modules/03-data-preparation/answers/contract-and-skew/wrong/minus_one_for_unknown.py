# ---
# misconception: table.null_filled
# story: Writes -1 where a code is unknown.
# fails: [translate_sealed]
# says: "nor one of your own"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table.get(rule["from"], pd.Series(np.nan, index=table.index))
        home[name] = (there if rule["codes"] is None else there.map(rule["codes"]).fillna(-1)).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
