# ---
# story: "Bytes by hand, SQL for the versions, a recursive undo, pandas for the sites."
# ---
# %% key="fingerprint"
def fingerprint(table):
    digest = hashlib.sha256()
    digest.update(repr([str(name) for name in table.columns]).encode())
    for row in table.itertuples(index=False):
        digest.update(repr(["gap" if value != value else str(value) for value in row]).encode())
    return digest.hexdigest()

# %% key="register"
def register(con, model, run):
    for name in ("data", "code", "seed"):
        if name not in run or run[name] is None or run[name] == "":
            raise ValueError(f"{name} is missing")
    text = json.dumps(run, sort_keys=True)
    found = con.execute("SELECT version FROM versions WHERE model = ? AND run = ?", (model, text)).fetchone()
    if found:
        return found[0]
    top = con.execute("SELECT MAX(version) FROM versions WHERE model = ?", (model,)).fetchone()[0]
    con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, (top or 0) + 1, text))
    con.commit()
    return (top or 0) + 1

# %% key="gate"
def gate(candidate, champion, rules):
    reasons, name = set(), rules["metric"]
    new = candidate["metrics"].get(name)
    new = math.nan if new is None else new
    if candidate["split"] != "validation" or (champion and champion["split"] != "validation"):
        reasons.add("split")
    if not np.isfinite(new):
        reasons.add("metric")
    if champion is not None:
        old = champion["metrics"].get(name)
        old = math.nan if old is None else old
        if not np.isfinite(old):
            reasons.add("metric")
        if candidate["data"] != champion["data"]:
            reasons.add("data")
        if "metric" not in reasons and not (new > old and new - old >= rules["min_gain"]):
            reasons.add("gain")
        for part, before in champion["slices"].items():
            after = candidate["slices"].get(part, math.nan)
            if np.isfinite(before) and not before - after <= rules["max_drop"]:
                reasons.add("slice " + part)
    return sorted(reasons)

# %% key="rollback"
def rollback(con, model):
    def state(done):
        if not done:
            return ()
        before, (version, action) = state(done[:-1]), done[-1]
        return before + (version,) if action == "promote" else before[:-1]

    standing = state(moves(con, model))
    if len(standing) < 2:
        raise ValueError("no promotion to take back")
    con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, ?)", (model, standing[-2], "rollback"))
    return standing[-2]

# %% key="report"
def report(candidate, champion, val, test, rules, judge):
    evaluations = []
    for model in (candidate, champion):
        table = pd.DataFrame({"y": val.y, "p": model(val.X), "site": val.site})
        slices = {f"site {site}": roc_auc_score(part["y"], part["p"])
                  for site, part in table.groupby("site") if part["y"].nunique() > 1}
        evaluations.append({"data": val.data, "split": val.split, "slices": slices,
                            "metrics": {"auc": roc_auc_score(table["y"], table["p"])}})
    reasons = judge(*evaluations, rules)
    promoted = len(reasons) == 0
    chosen = candidate if promoted else champion
    return {"promoted": promoted, "reasons": reasons, "candidate": evaluations[0], "champion": evaluations[1],
            "test_auc": roc_auc_score(test.y, chosen(test.X))}
