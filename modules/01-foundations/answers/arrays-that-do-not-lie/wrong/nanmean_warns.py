# ---
# misconception: arith.warning_ignored
# story: Calls nanmean on every window and lives with the warning.
# fails: [trailing_mean_gaps]
# says: "empty window warns"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    return np.array([np.nanmean(x[max(0, t - w + 1):t + 1]) for t in range(len(x))])
