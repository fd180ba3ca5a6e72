# ---
# misconception: leak.order
# story: Compares the first row with the first, the second with the second.
# fails: [bug_report_diff]
# says: "never by their place"
# ---
# %% key="bug_report"
def bug_report(out, expected):
    got = [(row.code, int(row.year), float(row.births)) for row in out.itertuples()]
    report = {"missing": [], "extra": [], "wrong": []}
    for mine, theirs in zip(got, expected):
        if mine[:2] != theirs[:2]:
            report["missing"].append(list(theirs[:2]))
            report["extra"].append(list(mine[:2]))
        elif not abs(mine[2] - theirs[2]) <= 1e-9:
            report["wrong"].append([*mine, theirs[2]])
    report["missing"] += [list(row[:2]) for row in expected[len(got):]]
    report["extra"] += [list(row[:2]) for row in got[len(expected):]]
    return {name: sorted(rows, key=str) for name, rows in report.items()}
