# ---
# misconception: table.null_filled
# story: "Fills the gaps with zero before hashing."
# fails: [fingerprint_differs]
# says: "other data"
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(table.fillna(0).to_csv(index=False).encode()).hexdigest()
