# ---
# misconception: test.one_sided
# story: Counts only effects above zero.
# fails: [false_alarms_runs]
# says: "counts alarms on one side"
# ---
# %% key="false_alarms"
def false_alarms(z, limit):
    return float((z > limit).any(axis=1).mean())
