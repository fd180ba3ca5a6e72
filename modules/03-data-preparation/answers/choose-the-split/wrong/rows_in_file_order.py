# ---
# misconception: leak.time
# story: Trusts the order of the file and cuts it with TimeSeriesSplit.
# fails: [time_folds_sealed]
# says: "order of time before you cut"
# ---
# %% key="time_folds"
def time_folds(times, n):
    return list(TimeSeriesSplit(n).split(np.zeros((len(times), 1))))
