# ---
# misconception: skew.schema
# story: Writes the first known code where a code is unknown.
# fails: [translate_sealed]
# says: "gap"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table.get(rule["from"], pd.Series(np.nan, index=table.index))
        home[name] = (there if rule["codes"] is None
                      else there.map(rule["codes"]).fillna(next(iter(rule["codes"].values())))).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
