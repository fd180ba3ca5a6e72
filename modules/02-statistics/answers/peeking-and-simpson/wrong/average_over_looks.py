# ---
# misconception: test.peeking
# story: Averages over looks, so that twenty chances count as one.
# fails: [false_alarms_small, false_alarms_runs]
# says: "any look of a run"
# ---
# %% key="false_alarms"
def false_alarms(z, limit):
    return float((np.abs(z) > limit).mean())
