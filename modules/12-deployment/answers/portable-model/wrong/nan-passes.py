# ---
# misconception: metric.answered_only
# story: Fails a check where the measurement exceeds the limit, which NaN never does.
# fails: [report_recomputed]
# says: lets NaN through
# ---
# %% key="report"
def report(manifest, measured, limits):
    checks = {}
    for name, limit in limits.items():
        value = measured.get(name)
        bad = value is None or value > limit
        checks[name] = {"measured": value, "limit": limit, "ok": not bad}
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": bool(checks) and all(check["ok"] for check in checks.values())}
