# ---
# misconception: class.default_positive
# story: Takes the mean of the target, as if it always were 0 or 1.
# fails: [missing_report_rates]
# says: "the target may hold words"
# ---
# %% key="missing_report"
def missing_report(table, target, positive):
    hit, report = table[target], {}
    for name in table.columns.drop(target):
        gaps = table[name].isna()
        if gaps.any():
            report[name] = {
                "missing": int(gaps.sum()),
                "share": float(gaps.mean()),
                "rate_missing": float(hit[gaps].mean()),
                "rate_present": None if gaps.all() else float(hit[~gaps].mean()),
            }
    return report
