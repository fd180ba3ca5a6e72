# ---
# misconception: leak.time
# story: Uses the hour's mean over the whole series, later weeks included.
# fails: [features_sealed]
# says: means over the whole series
# ---
# %% key="features"
def features(y, t, known):
    return {"two days": float(y[t - 48]), "week": float(y[t - 168]), "usual": float(np.mean(y[t % 24::24])), "hour": float(t % 24)}
