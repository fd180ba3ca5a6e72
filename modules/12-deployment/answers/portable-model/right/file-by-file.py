# ---
# story: Writes through files, asks skops for the unknown types first, and loops where arrays would do.
# ---
# %% key="pack"
def pack(model, folder, names, version):
    target = str(folder)
    os.makedirs(target, exist_ok=True)
    notes = os.path.join(target, "manifest.json")
    if os.path.isfile(notes):
        raise FileExistsError(notes)
    path = os.path.join(target, "model.skops")
    sio.dump(model, path, compression=zipfile.ZIP_DEFLATED)
    with open(path, "rb") as stream:
        digest = hashlib.file_digest(stream, "sha256").hexdigest()
    manifest = dict(version=version, features=[*names], sha256=digest, libraries={})
    for library in LIBRARIES:
        manifest["libraries"][library] = installed(library)
    with open(notes, "w", encoding="utf-8") as stream:
        json.dump(manifest, stream, sort_keys=True)
    return manifest

# %% key="load_trusted"
def load_trusted(folder, allow):
    path = Path(folder) / "model.skops"
    try:
        with open(Path(folder) / "manifest.json", encoding="utf-8") as stream:
            wanted = json.load(stream).get("sha256", "")
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        unknown = sorted(set(sio.get_untrusted_types(file=path)) - set(allow)) if found == wanted else ["another file"]
    except Exception:
        raise Refused("no package that can be read") from None
    if unknown:
        raise Refused(f"refused for {', '.join(unknown)}")
    return sio.load(path, trusted=allow)

# %% key="parity"
def parity(reference, candidate, X, threshold):
    def column(values):
        return [float(np.float64(v)) for v in np.reshape(values, -1)]

    p, q = column(reference(X)), column(candidate(X))
    worst, where, flips = -1.0, -1, 0
    for row, (a, b) in enumerate(zip(p, q, strict=True)):
        if not (math.isfinite(a) and math.isfinite(b)):
            raise ValueError(f"row {row} has no answer")
        if abs(a - b) > worst:
            worst, where = abs(a - b), row
        flips += (a >= threshold) is not (b >= threshold)
    return {"rows": len(p), "max_difference": worst, "worst_row": where, "flips": flips}

# %% key="latency"
def latency(call, inputs, clock, warmup):
    import statistics

    for position in range(min(warmup, len(inputs))):
        call(inputs[position])
    times = []
    for one in inputs:
        before = clock()
        call(one)
        after = clock()
        times.append((after - before) * 1e3)
    ordered = sorted(times)
    place = 0.95 * (len(ordered) - 1)
    low = int(place)
    high = min(low + 1, len(ordered) - 1)
    p95 = ordered[low] + (place - low) * (ordered[high] - ordered[low])
    return {"runs": len(times), "median_ms": statistics.median(times), "p95_ms": p95, "max_ms": ordered[-1]}

# %% key="report"
def report(manifest, measured, limits):
    checks, release = {}, len(limits) > 0
    for name in limits:
        value = measured.get(name, math.nan)
        if value is None or not np.isfinite(value):
            checks[name] = {"measured": None, "limit": limits[name], "ok": False}
        else:
            checks[name] = {"measured": value, "limit": limits[name], "ok": not value > limits[name]}
        release = release and checks[name]["ok"]
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": release}
