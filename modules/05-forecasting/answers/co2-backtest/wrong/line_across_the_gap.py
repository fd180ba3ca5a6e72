# ---
# misconception: leak.time
# story: Draws a line across each gap, whose right end was still to come.
# fails: [fill_sealed]
# says: fills that do not know the future
# ---
# %% key="fill"
def fill(y):
    return pd.Series(y).interpolate().to_numpy(copy=True)
