# ---
# misconception: metric.answered_only
# story: Writes zero where no row is left to average over.
# fails: [missing_report_rates]
# says: "a mean of no rows"
# ---
# %% key="missing_report"
def missing_report(table, target, positive):
    hit, report = table[target] == positive, {}
    for name in table.columns.drop(target):
        gaps = table[name].isna()
        if gaps.any():
            report[name] = {
                "missing": int(gaps.sum()),
                "share": float(gaps.mean()),
                "rate_missing": float(hit[gaps].mean()),
                "rate_present": 0.0 if gaps.all() else float(hit[~gaps].mean()),
            }
    return report
