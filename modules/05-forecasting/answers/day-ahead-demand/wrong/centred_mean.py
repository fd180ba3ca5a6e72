# ---
# misconception: leak.time
# story: Smooths the newest known hours by a centred mean.
# fails: [features_sealed]
# says: centred windows
# ---
# %% key="features"
def features(y, t, known):
    return {"two days": float(y[t - 48]), "week": float(y[t - 168]), "level": float(pd.Series(y).rolling(25, center=True).mean()[known]), "hour": float(t % 24)}
