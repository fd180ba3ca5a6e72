# ---
# misconception: table.grain
# story: "Numbers versions over all models together."
# fails: [register_versions]
# says: "each model counts for itself"
# ---
# %% key="register"
def register(con, model, run):
    """Store a run as the model's next version and return the version; ValueError without data, code or seed."""
    if run.get("data") in (None, "") or run.get("code") in (None, "") or run.get("seed") is None:
        raise ValueError("a run needs data, code and seed")
    known = stored(con, model)
    for version, other in known.items():
        if other == run:
            return version
    version = con.execute("SELECT COALESCE(MAX(version), 0) + 1 FROM versions").fetchone()[0]
    with con:
        con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
