# ---
# misconception: ops.hash_part
# story: "Hashes the cells and forgets what the columns are called."
# fails: [fingerprint_differs]
# says: "hash the names"
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(table.to_csv(index=False, header=False).encode()).hexdigest()
