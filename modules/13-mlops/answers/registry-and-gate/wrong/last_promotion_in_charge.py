# ---
# misconception: ops.undo_is_previous
# story: "Takes the last promotion for the version in charge, taken back or not."
# fails: [promote_moves]
# says: "a rollback is a move too"
# ---
# %% key="promote"
def promote(con, model, version):
    if version not in stored(con, model):
        raise ValueError(version)
    done = [v for v, a in moves(con, model) if a == "promote"]
    if not done or done[-1] != version:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, version))
    return version
