# ---
# story: Merges in place of maps, a copy in a folder of its own that is moved, and to_csv for the lists.
# ---
# %% key="features"
def features(rows, as_of):
    known = rows.query("year <= @as_of")
    past = known.query("year < @as_of").groupby("person", as_index=False).agg(cost_before=("cost", "mean"))
    table = known.query("year == @as_of").merge(past, on="person", how="left").sort_values("person", ignore_index=True)
    table["age"] = as_of - table["born"]
    table["cost_before"] = table["cost_before"].fillna(0)
    return table[["person", "cost", "visits", "cost_before", "age"]]

# %% key="write_whole"
def write_whole(path, chunks):
    data = b"".join(chunk.encode("utf-8") for chunk in chunks)
    with tempfile.TemporaryDirectory(dir=Path(path).parent) as desk:
        whole = Path(desk) / "whole"
        whole.write_bytes(data)
        whole.replace(path)
    return hashlib.sha256(data).hexdigest()

# %% key="run_job"
def run_job(inbox, outbox, as_of, tools):
    files = sorted((path for path in inbox.iterdir() if path.suffix == ".csv"), key=lambda path: path.name)
    lines = [line for path in files for line in path.read_text(encoding="utf-8").split("\n")[1:-1]]
    good, bad = tools["check_rows"](lines)
    held = pd.DataFrame(bad, columns=["line", "reason"]).to_csv(index=False, lineterminator="\n")
    tools["write"](outbox / f"quarantine-{as_of}.csv", iter([held]))
    table = tools["features"](pd.DataFrame(good, columns=HEADER), as_of).reset_index(drop=True)
    digest = None
    if len(table) > 0:
        scores = pd.DataFrame({"person": table["person"], "risk": tools["risk"](table)})
        text = scores.to_csv(index=False, lineterminator="\n", float_format="%.6f")
        digest = tools["write"](outbox / f"scores-{as_of}.csv", iter([text]))
    return dict(as_of=as_of, lines=len(lines), quarantined=len(bad), people=len(table), sha256=digest,
                code=2 if digest is None else 1 if bad else 0)
