# ---
# misconception: count.rounding
# story: "Takes a quantile that lies between two windows."
# fails: [alarm_level_budget]
# says: "one too many through"
# ---
# %% key="alarm_level"
def alarm_level(scores, budget):
    return float(np.quantile(scores, 1 - budget))
