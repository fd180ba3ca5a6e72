# ---
# misconception: serve.mutable_state
# story: Translates inside the caller's own table.
# fails: [translate_sealed]
# says: "in place"
# ---
# %% key="translate"
def translate(table, codebook, key):
    home = {}
    for name, rule in codebook.items():
        if rule["from"] not in table:
            home[name] = np.full(len(table), np.nan)
            continue
        if rule["codes"]:
            table[rule["from"]] = table[rule["from"]].map(rule["codes"])
        home[name] = table[rule["from"]].to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
