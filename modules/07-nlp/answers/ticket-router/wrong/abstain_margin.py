# ---
# misconception: proba.uncalibrated
# story: "Takes the lead of the first team over the second for the confidence; with two teams the order is the same."
# fails: [abstain_fresh]
# says: "not by its lead over the second"
# ---
# %% key="abstain"
def abstain(p_validation, p, coverage):
    def lead(chances):
        ordered = np.sort(chances, axis=1)
        return ordered[:, -1] - ordered[:, -2]

    ranked = np.sort(lead(p_validation))[::-1]
    share = np.arange(1, len(ranked) + 1) / len(ranked)
    return lead(p) >= ranked[np.argmax(share >= coverage)]
