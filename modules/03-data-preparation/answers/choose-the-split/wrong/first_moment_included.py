# ---
# misconception: leak.time
# story: Trains on rows up to and with the first moment of the validation part.
# fails: [time_folds_sealed]
# says: "< and not <="
# ---
# %% key="time_folds"
def time_folds(times, n):
    moments = np.asarray(times)
    folds = []
    for stretch in np.array_split(np.unique(moments), n + 1)[1:]:
        inside = (moments >= stretch[0]) & (moments <= stretch[-1])
        folds.append((np.flatnonzero(moments <= stretch[0]), np.flatnonzero(inside)))
    return folds
