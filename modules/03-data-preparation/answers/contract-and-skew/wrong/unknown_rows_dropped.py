# ---
# misconception: metric.answered_only
# story: Drops the rows that could not be translated.
# fails: [translate_sealed]
# says: "rows with unknown codes stay"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        there = table.get(rule["from"], pd.Series(np.nan, index=table.index))
        home[name] = (there if rule["codes"] is None else there.map(rule["codes"])).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key])).dropna()
