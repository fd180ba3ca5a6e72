# ---
# misconception: metric.answered_only
# story: Divides the gaps by the rows that are there.
# fails: [missing_report_rates]
# says: "denominator"
# ---
# %% key="missing_report"
def missing_report(table, target, positive):
    hit, report = table[target] == positive, {}
    for name in table.columns.drop(target):
        gaps = table[name].isna()
        if gaps.any():
            report[name] = {
                "missing": int(gaps.sum()),
                "share": float(gaps.sum() / max(1, (~gaps).sum())),
                "rate_missing": float(hit[gaps].mean()),
                "rate_present": None if gaps.all() else float(hit[~gaps].mean()),
            }
    return report
