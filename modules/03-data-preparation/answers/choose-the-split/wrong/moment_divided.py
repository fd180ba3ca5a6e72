# ---
# misconception: leak.time
# story: Sorts by time, then cuts between rows, so that one moment stands on both sides.
# fails: [time_folds_sealed]
# says: "two rows of one time"
# ---
# %% key="time_folds"
def time_folds(times, n):
    order = np.argsort(np.asarray(times), kind="stable")
    return [(order[a], order[b]) for a, b in TimeSeriesSplit(n).split(order)]
