# ---
# misconception: ops.silent_skip
# story: Writes the quarantine only where a line was bad, so the one of yesterday may stay.
# fails: [run_job_form, run_job_codes]
# says: "also on a good day"
# ---
# %% key="run_job"
def run_job(inbox, outbox, as_of, tools):
    lines = []
    for path in sorted(inbox.glob("*.csv")):
        lines += path.read_text(encoding="utf-8").splitlines()[1:]
    good, bad = tools["check_rows"](lines)
    held = ["line,reason\n", *(f"{line},{why}\n" for line, why in bad)]
    if bad:
        tools["write"](outbox / f"quarantine-{as_of}.csv", iter(held))
    table, digest = tools["features"](pd.DataFrame(good, columns=HEADER), as_of), None
    if len(table):
        rows = [f"{person},{value:.6f}\n" for person, value in zip(table["person"], tools["risk"](table))]
        digest = tools["write"](outbox / f"scores-{as_of}.csv", iter(["person,risk\n", *rows]))
    code = 2 if not len(table) else int(bool(bad))
    return {"as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": len(table), "sha256": digest,
            "code": code}
