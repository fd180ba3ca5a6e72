# ---
# misconception: skew.schema
# story: Stops with a KeyError where a column did not come.
# fails: [translate_sealed]
# says: "a column that did not come"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table[rule["from"]]
        home[name] = (there if rule["codes"] is None else there.map(rule["codes"])).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
