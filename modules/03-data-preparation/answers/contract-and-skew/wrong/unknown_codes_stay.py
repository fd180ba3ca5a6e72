# ---
# misconception: skew.schema
# story: Uses replace, which keeps the codes that it does not know.
# fails: [translate_sealed]
# says: "replace keeps"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table.get(rule["from"], pd.Series(np.nan, index=table.index))
        home[name] = (there if rule["codes"] is None else there.replace(rule["codes"])).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
