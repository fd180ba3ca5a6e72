# ---
# misconception: ops.hash_part
# story: "Hashes the cells apart and the names in one string."
# fails: [fingerprint_differs]
# says: "apart from each other"
# ---
# %% key="fingerprint"
def fingerprint(table):
    h = hashlib.sha256(pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes())
    h.update("".join(table.columns).encode())
    return h.hexdigest()
