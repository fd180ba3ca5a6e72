# ---
# misconception: ops.not_idempotent
# story: "Looks for the same JSON text, in which the order of the keys counts."
# fails: [register_versions]
# says: "a retry must be harmless"
# ---
# %% key="register"
def register(con, model, run):
    for key in ("data", "code", "seed"):
        if run.get(key) is None or run.get(key) == "":
            raise ValueError(key)
    old = stored(con, model)
    text = json.dumps(run)
    row = con.execute("SELECT version FROM versions WHERE model = ? AND run = ?", (model, text)).fetchone()
    if row:
        return row[0]
    version = max(old, default=0) + 1
    con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
