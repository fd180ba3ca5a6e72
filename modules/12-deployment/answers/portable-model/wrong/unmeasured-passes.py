# ---
# misconception: metric.answered_only
# story: Goes through the measurements and judges each that has a limit.
# fails: [report_recomputed]
# says: also where nothing was measured
# ---
# %% key="report"
def report(manifest, measured, limits):
    checks = {}
    for name, value in measured.items():
        if name in limits and value is not None and math.isfinite(value):
            checks[name] = {"measured": value, "limit": limits[name], "ok": bool(value <= limits[name])}
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": bool(checks) and all(check["ok"] for check in checks.values())}
