# ---
# misconception: ops.mutable_version
# story: Takes a run with other metrics for a retry and drops what was measured.
# fails: [register_versions]
# says: compare the whole run
# ---
# %% key="register"
def register(con, model, run):
    if any(run.get(n) in (None, '') for n in ('data', 'code', 'seed')):
        raise ValueError("run cannot be repeated")
    rows = con.execute("SELECT version, run FROM versions WHERE model = ?", (model,)).fetchall()
    for version, text in rows:
        if all(json.loads(text)[n] == run[n] for n in ('data', 'code', 'seed')):
            return version
    version = max([v for v, _ in rows], default=0) + 1
    con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
