# ---
# misconception: ops.silent_skip
# story: Reports every good row as a person scored, also those of other years.
# fails: [run_job_codes]
# says: people are those in the scores
# ---
# %% key="run_job"
def run_job(inbox, outbox, as_of, tools):
    lines = []
    for path in sorted(inbox.glob("*.csv")):
        lines += path.read_text(encoding="utf-8").splitlines()[1:]
    good, bad = tools["check_rows"](lines)
    rows = pd.DataFrame(good, columns=HEADER)
    table = tools["features"](rows, as_of)
    tools["write"](outbox / f"quarantine-{as_of}.csv", iter(["line,reason\n"] + [f"{n},{why}\n" for n, why in bad]))
    digest = None
    if len(table):
        out = ["person,risk\n"] + [f"{p},{s:.6f}\n" for p, s in zip(table["person"], tools["risk"](table))]
        digest = tools["write"](outbox / f"scores-{as_of}.csv", iter(out))
    return {"as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": len(good), "sha256": digest,
            "code": 2 if digest is None else 1 if bad else 0}
