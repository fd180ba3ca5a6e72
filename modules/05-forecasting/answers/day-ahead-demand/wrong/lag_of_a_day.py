# ---
# misconception: leak.time
# story: Takes the same hour of yesterday, which is still to come for the afternoon.
# fails: [features_sealed]
# says: lags under 48 hours
# ---
# %% key="features"
def features(y, t, known):
    return {"two days": float(y[t - 48]), "week": float(y[t - 168]), "day": float(y[t - 24]), "hour": float(t % 24)}
