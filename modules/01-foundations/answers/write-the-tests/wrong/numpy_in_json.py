# ---
# misconception: skew.schema
# story: Puts NumPy's integers into a report that is meant for JSON.
# fails: [bug_report_diff]
# says: "numbers that JSON knows"
# ---
# %% key="bug_report"
def bug_report(out, expected):
    """Return {"missing": [[code, year]…], "extra": [[code, year]…], "wrong": [[code, year, got, expected]…]}."""
    got = {(str(row.code), np.int64(row.year)): float(row.births) for row in out.itertuples()}
    want = {(code, year): births for code, year, births in expected}
    return {
        "missing": sorted(list(key) for key in want if key not in got),
        "extra": sorted(list(key) for key in got if key not in want),
        "wrong": sorted(([*key, None if got[key] != got[key] else got[key], want[key]]
                         for key in want if key in got and not abs(got[key] - want[key]) <= 1e-9),
                        key=lambda row: row[:2]),
    }
