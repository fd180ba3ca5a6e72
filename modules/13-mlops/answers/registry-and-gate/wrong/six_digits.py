# ---
# misconception: ops.hash_part
# story: Writes numbers with six digits before it hashes them.
# fails: [fingerprint_differs]
# says: no rounding
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(table.to_csv(index=False, float_format="%.6g").encode()).hexdigest()
