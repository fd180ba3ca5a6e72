# ---
# misconception: table.null_filled
# story: Fills gaps with the last known value first.
# fails: [trailing_mean_gaps]
# says: "an old value is not a new one"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    return pd.Series(x).ffill().rolling(w, min_periods=1).mean().to_numpy().copy()
