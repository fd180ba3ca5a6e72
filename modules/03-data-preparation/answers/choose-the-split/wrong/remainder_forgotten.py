# ---
# misconception: count.boundary
# story: Divides the moments evenly and forgets what is left over at the end.
# fails: [time_folds_contract, time_folds_sealed]
# says: "latest"
# ---
# %% key="time_folds"
def time_folds(times, n):
    moments, different = np.asarray(times), np.unique(times)
    step = (len(different) - 1) // (n + 1)
    folds = []
    for k in range(1, n + 1):
        start, end = different[k * step], different[(k + 1) * step]
        folds.append((np.flatnonzero(moments < start), np.flatnonzero((moments >= start) & (moments < end))))
    return folds
