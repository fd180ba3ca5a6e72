# ---
# misconception: ops.not_idempotent
# story: "Adds a row on every call, so that the nightly job fills the history."
# fails: [promote_moves]
# says: "none where the version is in charge already"
# ---
# %% key="promote"
def promote(con, model, version):
    if version not in stored(con, model):
        raise ValueError(f"{model} has no version {version}")
    with con:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, version))
    return version
