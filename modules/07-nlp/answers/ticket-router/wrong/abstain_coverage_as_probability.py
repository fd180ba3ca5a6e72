# ---
# misconception: proba.uncalibrated
# story: "Takes the coverage itself for the probability to cut at."
# fails: [abstain_small, abstain_fresh]
# says: "coverage is not itself a probability"
# ---
# %% key="abstain"
def abstain(p_validation, p, coverage):
    return p.max(axis=1) >= coverage
