# ---
# misconception: table.zero_missing
# story: "Asks by truth, and zero is not true."
# fails: [register_refuses]
# says: "zero is a seed"
# ---
# %% key="register"
def register(con, model, run):
    """Store a run as the model's next version and return the version; ValueError without data, code or seed."""
    if not run.get("data") or not run.get("code") or not run.get("seed"):
        raise ValueError("a run needs data, code and seed")
    known = stored(con, model)
    for version, other in known.items():
        if other == run:
            return version
    version = max(known, default=0) + 1
    with con:
        con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
