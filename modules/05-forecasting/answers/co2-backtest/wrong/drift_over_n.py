# ---
# misconception: count.boundary
# story: Divides the rise by the number of months, not by the steps between them.
# fails: [baselines_sealed]
# says: n - 1 steps between them
# ---
# %% key="baselines"
def baselines(history, h):
    season = np.resize(history[-12:], h)
    steps = np.arange(1, h + 1)
    growth = np.mean(history[-12:]) - np.mean(history[-24:-12])
    return {"snaive": season, "drift": history[-1] + steps * (history[-1] - history[0]) / len(history),
            "grow": season + growth * ((steps - 1) // 12 + 1)}
