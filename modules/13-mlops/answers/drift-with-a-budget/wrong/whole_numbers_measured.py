# ---
# misconception: skew.schema
# story: "Hands whole numbers to measure."
# fails: [runbook_order]
# says: "a column of whole numbers"
# ---
# %% key="runbook"
def runbook(reference, current, level, measure, find_breaks):
    broken = find_breaks(reference, current)
    scores = {c: float(measure(reference[c].to_numpy(), current[c].to_numpy())) for c in reference.columns if c not in broken}
    alarms = sorted([c for c in scores if scores[c] > level], key=lambda c: -scores[c])
    action = "mend the feed" if broken else "review the model" if alarms else "carry on"
    return {"breaks": broken, "scores": scores, "alarms": alarms, "action": action}
