# ---
# misconception: table.null_filled
# story: Replaces gaps by 0 before averaging.
# fails: [trailing_mean_gaps]
# says: "nought is a statement"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    filled = np.nan_to_num(x)
    return np.array([np.mean(filled[max(0, t - w + 1):t + 1]) for t in range(len(x))])
