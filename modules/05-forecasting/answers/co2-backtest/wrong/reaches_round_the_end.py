# ---
# misconception: leak.time
# story: Reads position -1 at the twelfth month, which is the last month of all.
# fails: [fill_sealed]
# says: do not know the future
# ---
# %% key="fill"
def fill(y):
    z = y.copy()
    for t in range(len(z)):
        if np.isnan(z[t]):
            z[t] = z[t-12] + z[t-1] - z[t-13] if t >= 12 else z[t-1]
    return z
