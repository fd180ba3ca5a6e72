# ---
# misconception: ops.undo_is_previous
# story: "Goes back to the version whose number is one lower."
# fails: [rollback_contract, rollback_undo]
# says: "not the number of the version"
# ---
# %% key="rollback"
def rollback(con, model):
    version = (in_charge(con, model) or 0) - 1
    if version < 1:
        raise ValueError("nothing to go back to")
    with con:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'rollback')", (model, version))
    return version
