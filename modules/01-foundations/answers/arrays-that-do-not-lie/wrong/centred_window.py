# ---
# misconception: leak.time
# story: Centres the window, as charts do.
# fails: [trailing_mean_past, trailing_mean_gaps]
# says: "a centred window looks ahead"
# ---
# %% key="trailing_mean"
def trailing_mean(x, w):
    return pd.Series(x).rolling(w, min_periods=1, center=True).mean().to_numpy().copy()
