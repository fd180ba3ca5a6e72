# ---
# misconception: arith.nan_spreads
# story: Takes a plain mean of each window.
# fails: [trailing_mean_gaps]
# says: "never leaves it"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    return np.array([np.mean(x[max(0, t - w + 1):t + 1]) for t in range(len(x))])
