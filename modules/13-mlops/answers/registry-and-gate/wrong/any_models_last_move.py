# ---
# misconception: table.grain
# story: "Compares with the last move of whatever model."
# fails: [promote_moves]
# says: "last move"
# ---
# %% key="promote"
def promote(con, model, version):
    if version not in stored(con, model):
        raise ValueError(version)
    if (con.execute("SELECT version FROM moves ORDER BY step DESC").fetchone() or [None])[0] != version:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, version))
    return version
