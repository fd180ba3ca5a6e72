# ---
# misconception: drift.break_as_drift
# story: "Sends the alarm to the model's owner although a feed is broken."
# fails: [runbook_contract, runbook_order]
# says: "action"
# ---
# %% key="runbook"
def runbook(reference, current, level, measure, find_breaks):
    """Return what json.dumps accepts.

    breaks: dict, what find_breaks says
    scores: dict, column -> float, what measure says, for every column of the reference that is not broken
    alarms: list of the columns with a score above level, the highest score first
    action: "mend the feed" if anything is broken, else "review the model" if there is an alarm, else "carry on"
    """
    broken = find_breaks(reference, current)
    scores = {name: float(measure(reference[name].to_numpy(float), current[name].to_numpy(float)))
              for name in reference.columns if name not in broken}
    alarms = sorted((name for name in scores if scores[name] > level), key=scores.get, reverse=True)
    action = "review the model" if alarms else "mend the feed" if broken else "carry on"
    return {"breaks": broken, "scores": scores, "alarms": alarms, "action": action}
