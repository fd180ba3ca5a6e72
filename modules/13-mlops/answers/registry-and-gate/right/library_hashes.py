# ---
# story: "pandas' own row hashes, and a promotion that lets SQL decide."
# ---
# %% key="fingerprint"
def fingerprint(table):
    cells = pd.util.hash_pandas_object(table, index=False).to_numpy().tobytes()
    return hashlib.sha256("|".join(map(str, table.columns)).encode() + cells).hexdigest()

# %% key="promote"
def promote(con, model, version):
    known = con.execute("SELECT COUNT(*) FROM versions WHERE model = ? AND version = ?", (model, version)).fetchone()
    if not known[0]:
        raise ValueError("no such version")
    last = con.execute("SELECT version FROM moves WHERE model = ? ORDER BY step DESC LIMIT 1", (model,)).fetchone()
    if last is None or last[0] != version:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, ?)", (model, version, "promote"))
        con.commit()
    return version
