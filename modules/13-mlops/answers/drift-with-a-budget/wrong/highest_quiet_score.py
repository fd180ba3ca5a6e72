# ---
# misconception: drift.level_from_habit
# story: "Takes the highest quiet score, to be on the safe side."
# fails: [alarm_level_contract, alarm_level_budget]
# says: "the level comes from the scores"
# ---
# %% key="alarm_level"
def alarm_level(scores, budget):
    return float(np.max(scores))
