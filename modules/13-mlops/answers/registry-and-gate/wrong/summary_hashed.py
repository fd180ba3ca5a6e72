# ---
# misconception: ops.hash_part
# story: "Hashes the summary statistics, which two exchanged rows leave as they are."
# fails: [fingerprint_differs]
# says: "no sums"
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(table.describe(include="all").round(6).to_csv().encode()).hexdigest()
