# ---
# misconception: ops.unknown_version
# story: "Promotes any number that it is given."
# fails: [promote_moves]
# says: "look the version up"
# ---
# %% key="promote"
def promote(con, model, version):
    """Put a registered version in charge and return it; ValueError where the model has no such version."""
    if in_charge(con, model) != version:
        with con:
            con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, version))
    return version
