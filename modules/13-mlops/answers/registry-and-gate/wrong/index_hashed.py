# ---
# misconception: ops.hash_extra
# story: "Writes the row labels into the text that is hashed."
# fails: [fingerprint_same]
# says: "does the index go into"
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(table.to_csv().encode()).hexdigest()
