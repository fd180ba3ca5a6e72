# ---
# misconception: ops.not_idempotent
# story: "Stores a new version whenever it is called."
# fails: [register_versions]
# says: "a retry must be harmless"
# ---
# %% key="register"
def register(con, model, run):
    """Store a run as the model's next version and return the version; ValueError without data, code or seed."""
    if run.get("data") in (None, "") or run.get("code") in (None, "") or run.get("seed") is None:
        raise ValueError("a run needs data, code and seed")
    known = stored(con, model)
    version = max(known, default=0) + 1
    with con:
        con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
