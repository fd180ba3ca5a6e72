# ---
# misconception: ops.mutable_version
# story: "Numbers by the count and replaces whatever stands there."
# fails: [register_versions]
# says: "a count is no number"
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
    version = len(known) + 1
    with con:
        con.execute("INSERT OR REPLACE INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
