# ---
# misconception: ops.history_erased
# story: "Deletes the rows that were taken back, then writes the rollback as a fresh start."
# fails: [rollback_undo]
# says: "never DELETE"
# ---
# %% key="rollback"
def rollback(con, model):
    """Take the last standing promotion back and return the version in charge; ValueError where there is none."""
    stack = []
    for version, action in moves(con, model):
        if action == "promote":
            stack.append(version)
        else:
            stack.pop()
    if len(stack) < 2:
        raise ValueError(f"{model} has nothing to go back to")
    with con:
        con.execute("DELETE FROM moves WHERE step = (SELECT MAX(step) FROM moves WHERE model = ?)", (model,))
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'rollback')", (model, stack[-2]))
    return stack[-2]
