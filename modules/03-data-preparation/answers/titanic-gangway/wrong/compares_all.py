# ---
# misconception: metric.prevalence
# story: Sets the rows with a gap against everybody instead of against the rest.
# fails: [missing_report_rates]
# says: "among the rows where the column is there"
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
                "rate_present": None if gaps.all() else float(hit.mean()),
            }
    return report
