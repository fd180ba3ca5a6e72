# ---
# misconception: metric.answered_only
# story: Takes a measured zero, such as no flips, for a measurement that was never made.
# fails: [report_recomputed]
# says: a measured 0 is a measurement
# ---
# %% key="report"
def report(manifest, measured, limits):
    checks = {}
    for name, limit in limits.items():
        value = measured.get(name)
        if not value or not math.isfinite(value):
            value = None
        checks[name] = {"measured": value, "limit": limit, "ok": value is not None and value <= limit}
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": bool(checks) and all(check["ok"] for check in checks.values())}
