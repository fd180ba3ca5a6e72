# ---
# misconception: skew.schema
# story: Takes zeros and empty words for gaps.
# fails: [missing_report_rates]
# says: "0 and"
# ---
# %% key="missing_report"
def missing_report(table, target, positive):
    hit, report = table[target] == positive, {}
    for name in table.columns.drop(target):
        gaps = table[name].isna() | table[name].isin([0, ""])
        if gaps.any():
            report[name] = {
                "missing": int(gaps.sum()),
                "share": float(gaps.mean()),
                "rate_missing": float(hit[gaps].mean()),
                "rate_present": None if gaps.all() else float(hit[~gaps].mean()),
            }
    return report
