# ---
# misconception: ops.no_provenance
# story: "Stores any run: the missing hashes can be added later."
# fails: [register_refuses]
# says: "nobody can repeat that run"
# ---
# %% key="register"
def register(con, model, run):
    known = stored(con, model)
    for version, other in known.items():
        if other == run:
            return version
    version = max(known, default=0) + 1
    with con:
        con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
