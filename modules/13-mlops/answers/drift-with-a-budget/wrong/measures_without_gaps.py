# ---
# misconception: drift.gaps_dropped
# story: Drops the gaps before it measures, so that a column may fall silent unseen.
# fails: [runbook_order]
# says: leave gaps in
# ---
# %% key="runbook"
def runbook(reference, current, level, measure, find_breaks):
    broken = find_breaks(reference, current)
    scores = {c: float(measure(reference[c].dropna().to_numpy(float), current[c].dropna().to_numpy(float))) for c in [c for c in reference if c not in broken]}
    alarms = sorted([c for c in scores if scores[c] > level], key=lambda c: -scores[c])
    return {"breaks": broken, "scores": scores, "alarms": alarms, "action": "mend the feed" if broken else "review the model" if alarms else "carry on"}
