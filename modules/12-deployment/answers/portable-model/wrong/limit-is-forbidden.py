# ---
# misconception: metric.ties
# story: Wants every measurement strictly below its limit.
# fails: [report_recomputed]
# says: it is at most the limit
# ---
# %% key="report"
def report(manifest, measured, limits):
    checks = {}
    for name, limit in limits.items():
        value = measured.get(name)
        known = value is not None and math.isfinite(value)
        ok = bool(known and (value < limit or value == limit == 0))
        checks[name] = {"measured": value if known else None, "limit": limit, "ok": ok}
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": bool(checks) and all(check["ok"] for check in checks.values())}
