# ---
# misconception: ops.undo_is_previous
# story: "Takes the return of an old version for a way back, and forgets what stood between."
# fails: [rollback_undo]
# says: "replay the moves with a stack"
# ---
# %% key="rollback"
def rollback(con, model):
    stack = []
    for version, action in moves(con, model):
        if action == "promote":
            stack = stack[: stack.index(version)] if version in stack else stack
            stack.append(version)
        else:
            stack.pop()
    if len(stack) < 2:
        raise ValueError("nothing to go back to")
    con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'rollback')", (model, stack[-2]))
    return stack[-2]
