# ---
# misconception: ops.hash_part
# story: Hashes the cells run together, so that no border between them counts.
# fails: [fingerprint_differs]
# says: apart from each other
# ---
# %% key="fingerprint"
def fingerprint(table):
    return hashlib.sha256(("".join(table.columns) + "".join(str(v) for row in table.itertuples(index=False) for v in row)).encode()).hexdigest()
