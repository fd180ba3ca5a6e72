# ---
# misconception: skew.column_order
# story: Takes a column that already has the home name, although it means something else there.
# fails: [translate_sealed]
# says: "a home name may mean"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table.get(name, table.get(rule["from"], pd.Series(np.nan, index=table.index)))
        home[name] = (there if rule["codes"] is None else there.map(rule["codes"])).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
