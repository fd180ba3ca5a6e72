# ---
# misconception: metric.answered_only
# story: Releases where no check failed, also where there was none.
# fails: [report_recomputed]
# says: all([]) is True
# ---
# %% key="report"
def report(manifest, measured, limits):
    checks = {}
    for name, limit in limits.items():
        value = measured.get(name)
        known = value is not None and math.isfinite(value)
        checks[name] = {"measured": value if known else None, "limit": limit, "ok": bool(known and value <= limit)}
    return {"version": manifest["version"], "sha256": manifest["sha256"], "features": len(manifest["features"]),
            "checks": checks, "release": all(check["ok"] for check in checks.values())}
