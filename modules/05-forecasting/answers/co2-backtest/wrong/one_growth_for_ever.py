# ---
# misconception: time.season_index
# story: Adds last year's growth once, also in the third year ahead.
# fails: [baselines_sealed]
# says: one g more for each further year
# ---
# %% key="baselines"
def baselines(history, h):
    season = np.resize(history[-12:], h)
    steps = np.arange(1, h + 1)
    growth = np.mean(history[-12:]) - np.mean(history[-24:-12])
    return {"snaive": season, "drift": history[-1] + steps * (history[-1] - history[0]) / (len(history) - 1),
            "grow": season + growth}
