# ---
# misconception: leak.time
# story: Validates stretches of time, and trains on everything else, later rows too.
# fails: [time_folds_sealed]
# says: "not earlier than every"
# ---
# %% key="time_folds"
def time_folds(times, n):
    moments = np.asarray(times)
    folds = []
    for stretch in np.array_split(np.unique(moments), n + 1)[1:]:
        inside = (moments >= stretch[0]) & (moments <= stretch[-1])
        folds.append((np.flatnonzero(~inside), np.flatnonzero(inside)))
    return folds
