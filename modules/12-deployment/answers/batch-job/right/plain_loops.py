# ---
# story: Loops over people, a temporary file from the library, a mask through a pattern, files read by the csv module.
# ---
# %% key="features"
def features(rows, as_of):
    records = {}
    for person, year, born, visits, cost in rows[HEADER].itertuples(index=False):
        records.setdefault(person, {})[year] = (born, visits, cost)
    out = []
    for person in sorted(records):
        own = records[person]
        if as_of in own:
            born, visits, cost = own[as_of]
            past = [own[year][2] for year in own if year < as_of]
            out.append((person, as_of - born, visits, cost, sum(past) / len(past) if past else 0.0))
    return pd.DataFrame(out, columns=FEATURES)

# %% key="check_rows"
def check_rows(lines):
    import re

    whole = re.compile(r"\s*[+-]?\d+\s*")

    def verdict(line, known):
        parts = line.split(",")
        if len(parts) != 5:
            return "fields", None
        if not all(whole.fullmatch(part) for part in parts[:4]):
            return "number", None
        try:
            cost = float(parts[4])
        except ValueError:
            return "number", None
        if cost != cost or abs(cost) == math.inf:
            return "number", None
        row = (*map(int, parts[:4]), cost)
        if min(row[3], cost) < 0 or row[2] > row[1]:
            return "range", None
        return ("repeat", None) if row[:2] in known else (None, row)

    good, bad, known = [], [], set()
    for number, line in enumerate(lines):
        why, row = verdict(line, known)
        if why:
            bad.append((number + 1, why))
        else:
            known.add(row[:2])
            good.append(row)
    return good, bad

# %% key="write_whole"
def write_whole(path, chunks):
    handle, name = tempfile.mkstemp(dir=Path(path).parent)
    finished, digest = False, hashlib.sha256()
    try:
        with os.fdopen(handle, "wb") as stream:
            for chunk in chunks:
                stream.write(chunk.encode())
                digest.update(chunk.encode())
            stream.flush()
            os.fsync(stream.fileno())
        os.rename(name, path)
        finished = True
    finally:
        if not finished:
            os.remove(name)
    return digest.hexdigest()

# %% key="log_line"
def log_line(event, fields, secrets):
    import re

    known = [re.escape(secret) for secret in sorted(secrets, key=len)[::-1] if secret != ""]
    pattern = re.compile("|".join(known)) if known else None

    def walk(thing):
        if type(thing) is str:
            return pattern.sub("***", thing) if pattern else thing
        if type(thing) is list:
            return list(map(walk, thing))
        if type(thing) is dict:
            return dict(zip(map(walk, thing.keys()), map(walk, thing.values())))
        return thing

    return json.dumps(walk({**fields, "event": event}), ensure_ascii=False)

# %% key="run_job"
def run_job(inbox, outbox, as_of, tools):
    lines = []
    for name in sorted(os.listdir(inbox)):
        if name.endswith(".csv"):
            with open(inbox / name, encoding="utf-8") as stream:
                lines.extend(line.rstrip("\n") for number, line in enumerate(stream) if number)
    good, bad = tools["check_rows"](lines)
    summary = {"as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": 0, "sha256": None, "code": 2}
    tools["write"](os.path.join(outbox, f"quarantine-{as_of}.csv"),
                   ["line,reason\n"] + [f"{n},{why}\n" for n, why in bad])
    table = tools["features"](pd.DataFrame.from_records(good, columns=HEADER), as_of)
    if table.empty:
        return summary
    chances = tools["risk"](table)
    text = "person,risk\n" + "".join("%d,%.6f\n" % pair for pair in zip(table["person"], chances))
    summary["sha256"] = tools["write"](outbox / f"scores-{as_of}.csv", [text])
    return summary | {"people": len(table), "code": 1 if bad else 0}
