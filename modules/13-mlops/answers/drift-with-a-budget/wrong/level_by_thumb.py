# ---
# misconception: drift.level_from_habit
# story: "Uses the customary 0.25."
# fails: [alarm_level_contract, alarm_level_budget]
# says: "the level comes from the scores"
# ---
# %% key="alarm_level"
def alarm_level(scores, budget):
    return 0.25
