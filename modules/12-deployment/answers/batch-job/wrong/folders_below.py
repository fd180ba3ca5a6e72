# ---
# misconception: ops.unordered
# story: Reads the files of folders inside the inbox too.
# fails: [run_job_again]
# says: is not the inbox
# ---
# %% key="run_job"
def run_job(inbox, outbox, as_of, tools):
    lines = []
    for file in sorted(inbox.rglob("*.csv")):
        lines += file.read_text(encoding="utf-8").splitlines()[1:]
    good, bad = tools["check_rows"](lines)
    rows = pd.DataFrame(good, columns=HEADER)
    table = tools["features"](rows, as_of)
    q = ["line,reason\n"] + [f"{n},{r}\n" for n, r in bad]
    tools["write"](outbox / f"quarantine-{as_of}.csv", iter(q))
    sha = None
    if len(table):
        risks = tools["risk"](table)
        s = ["person,risk\n"] + [f"{p},{r:.6f}\n" for p, r in zip(table["person"], risks)]
        sha = tools["write"](outbox / f"scores-{as_of}.csv", iter(s))
    
    return {"as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": len(table), "sha256": sha, "code": 2 if not len(table) else 1 if bad else 0}
