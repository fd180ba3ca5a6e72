# ---
# misconception: ops.undo_is_previous
# story: "Takes the last but one row, so that two rollbacks go to and fro."
# fails: [rollback_undo]
# says: "replay the moves with a stack"
# ---
# %% key="rollback"
def rollback(con, model):
    done = moves(con, model)
    if len(done) < 2:
        raise ValueError("nothing to go back to")
    version = done[-2][0]
    with con:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'rollback')", (model, version))
    return version
