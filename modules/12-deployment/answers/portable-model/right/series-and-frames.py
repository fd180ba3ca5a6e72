# ---
# story: pandas for the comparisons and the times, and a fingerprint made step by step.
# ---
# %% key="pack"
def pack(model, folder, names, version):
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    manifest_path = folder / "manifest.json"
    with open(manifest_path, "x", encoding="utf-8") as stream:
        buffer = io.BytesIO()
        sio.dump(model, buffer)
        digest = hashlib.sha256()
        digest.update(buffer.getvalue())
        manifest = {"version": version, "features": [str(name) for name in names], "sha256": digest.hexdigest(),
                    "libraries": {name: installed(name) for name in LIBRARIES}, "python": "3"}
        (folder / "model.skops").write_bytes(buffer.getvalue())
        stream.write(json.dumps(manifest))
    return manifest

# %% key="parity"
def parity(reference, candidate, X, threshold):
    table = pd.DataFrame({"p": pd.Series(np.ravel(reference(X)), dtype="float64"),
                          "q": pd.Series(np.ravel(candidate(X)), dtype="float64")})
    if not np.isfinite(table.to_numpy()).all():
        raise ValueError("a row without an answer")
    gap = (table.p - table.q).abs()
    flips = table.p.ge(threshold).ne(table.q.ge(threshold))
    return {"rows": table.shape[0], "max_difference": float(gap.max()), "worst_row": int(gap.idxmax()),
            "flips": int(flips.sum())}

# %% key="latency"
def latency(call, inputs, clock, warmup):
    for number, one in enumerate(inputs):
        if number == warmup:
            break
        call(one)
    times = pd.Series(dtype="float64")
    for number, one in enumerate(inputs):
        start = clock()
        call(one)
        times.loc[number] = (clock() - start) * 1000
    return {"runs": int(times.size), "median_ms": float(times.quantile(0.5)), "p95_ms": float(times.quantile(0.95)),
            "max_ms": float(times.max())}

# %% key="report"
def report(manifest, measured, limits):
    def judge(name):
        value = measured.get(name)
        if value is None or math.isnan(value) or math.isinf(value):
            return {"measured": None, "limit": limits[name], "ok": False}
        return {"measured": value, "limit": limits[name], "ok": bool(value <= limits[name])}

    checks = {name: judge(name) for name in limits}
    oks = [check["ok"] for check in checks.values()]
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": len(oks) > 0 and False not in oks}
