# ---
# misconception: drift.one_way
# story: "Measures from today back to the training."
# fails: [runbook_order]
# says: "the order of the two arguments"
# ---
# %% key="runbook"
def runbook(reference, current, level, measure, find_breaks):
    broken = find_breaks(reference, current)
    scores = {c: float(measure(current[c].to_numpy(float), reference[c].to_numpy(float))) for c in reference.columns if c not in broken}
    alarms = sorted([c for c in scores if scores[c] > level], key=lambda c: -scores[c])
    action = "mend the feed" if broken else "review the model" if alarms else "carry on"
    return {"breaks": broken, "scores": scores, "alarms": alarms, "action": action}
