# ---
# misconception: arith.in_place
# story: Fills the caller's array.
# fails: [fill_sealed]
# says: work on a copy
# ---
# %% key="fill"
def fill(y):
    for t in np.flatnonzero(np.isnan(y)):
        y[t] = y[t - 12] + y[t - 1] - y[t - 13] if t >= 13 else y[t - 1]
    return y
