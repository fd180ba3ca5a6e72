# ---
# story: "Cells by their text, a walk backwards that skips what was taken back, AUC by ranks."
# ---
# %% key="fingerprint"
def fingerprint(table):
    h = hashlib.sha256()
    for name in table.columns:
        h.update(repr((name, ["gap" if pd.isna(v) else [v] for v in table[name].tolist()])).encode())
    return h.hexdigest()

# %% key="rollback"
def rollback(con, model):
    done = moves(con, model)
    skip, standing = 0, []
    for version, action in reversed(done):
        if action == "rollback":
            skip += 1
        elif skip:
            skip -= 1
        else:
            standing.append(version)
    if len(standing) < 2:
        raise ValueError("no promotion to take back")
    con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, ?)", (model, standing[1], "rollback"))
    return standing[1]

# %% key="report"
def report(candidate, champion, val, test, rules, judge):
    from scipy.stats import rankdata
    def roc_auc_score(y, p):
        y = np.asarray(y, dtype=bool)
        r = rankdata(p)
        return (r[y].sum() - y.sum() * (y.sum() + 1) / 2) / (y.sum() * (~y).sum())
    def evaluate(f):
        p = f(val.X)
        slices = {}
        for s in np.unique(val.site):
            m = val.site == s
            if len(set(val.y[m])) == 2:
                slices[f"site {s}"] = float(roc_auc_score(val.y[m], p[m]))
        return {"split": val.split, "data": val.data, "metrics": {"auc": float(roc_auc_score(val.y, p))}, "slices": slices}
    a, b = evaluate(candidate), evaluate(champion)
    reasons = judge(a, b, rules)
    ok = not reasons
    winner = candidate if ok else champion
    return {"candidate": a, "champion": b, "reasons": reasons, "promoted": ok,
            "test_auc": float(roc_auc_score(test.y, winner(test.X)))}
