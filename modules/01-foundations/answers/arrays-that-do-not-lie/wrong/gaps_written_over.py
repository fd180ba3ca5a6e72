# ---
# misconception: arith.in_place
# story: Fills the gaps with 0 in the caller's own array and counts the known ones.
# fails: [trailing_mean_gaps]
# says: "fill a copy"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    known = ~np.isnan(x)
    x[~known] = 0.0
    out = np.full(len(x), np.nan)
    for t in range(len(x)):
        window = slice(max(0, t - w + 1), t + 1)
        if known[window].any():
            out[t] = x[window].sum() / known[window].sum()
    return out
