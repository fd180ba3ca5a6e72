# ---
# misconception: count.boundary
# story: Counts a run that touches the limit without crossing it.
# fails: [false_alarms_runs]
# says: "on the limit itself nobody stops"
# ---
# %% key="false_alarms"
def false_alarms(z, limit):
    return float((np.abs(z) >= limit).any(axis=1).mean())
