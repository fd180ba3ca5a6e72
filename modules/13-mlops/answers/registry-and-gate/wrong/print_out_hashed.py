# ---
# misconception: ops.hash_part
# story: "Hashes what Python prints of the table, which has dots in the middle."
# fails: [fingerprint_same, fingerprint_differs]
# says: "every cell"
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(str(table).encode()).hexdigest()
