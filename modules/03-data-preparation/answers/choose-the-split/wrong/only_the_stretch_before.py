# ---
# misconception: leak.time
# story: Trains on the stretch just before and forgets the older rows.
# fails: [time_folds_sealed]
# says: "all rows before"
# ---
# %% key="time_folds"
def time_folds(times, n):
    moments, folds = np.asarray(times), []
    stretches = np.array_split(np.unique(moments), n + 1)
    for before, stretch in zip(stretches, stretches[1:]):
        folds.append(tuple(np.flatnonzero((moments >= s[0]) & (moments <= s[-1])) for s in (before, stretch)))
    return folds
