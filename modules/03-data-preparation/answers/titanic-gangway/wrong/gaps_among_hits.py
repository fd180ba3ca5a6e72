# ---
# misconception: metric.prevalence
# story: Reports how many of the saved have a gap, and calls it how many with a gap were saved.
# fails: [missing_report_rates]
# says: "which group do you average over"
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
                "rate_missing": float(gaps[hit].mean()),
                "rate_present": None if gaps.all() else float((~gaps)[hit].mean()),
            }
    return report
