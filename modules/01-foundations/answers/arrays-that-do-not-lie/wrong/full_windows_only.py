# ---
# misconception: count.boundary
# story: Leaves the first w - 1 positions missing.
# fails: [trailing_mean_past, trailing_mean_gaps]
# says: "short, not empty"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    out = np.full(len(x), np.nan)
    for t in range(w - 1, len(x)):
        known = x[t - w + 1:t + 1]
        known = known[~np.isnan(known)]
        if len(known):
            out[t] = known.mean()
    return out
