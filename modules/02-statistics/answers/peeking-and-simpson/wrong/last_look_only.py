# ---
# misconception: test.peeking
# story: Judges each run by its last look, as if nobody had peeked.
# fails: [false_alarms_small, false_alarms_runs]
# says: "any look of a run"
# ---
# %% key="false_alarms"
def false_alarms(z, limit):
    return float((np.abs(z[:, -1]) > limit).mean())
