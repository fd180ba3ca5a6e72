# ---
# misconception: proba.wrong_column
# story: "Takes the second column for the confidence, as if there were two classes."
# fails: [abstain_fresh]
# says: "in whichever column"
# ---
# %% key="abstain"
def abstain(p_validation, p, coverage):
    ranked = np.sort(p_validation[:, 1])[::-1]
    return p[:, 1] >= ranked[int(np.ceil(coverage * len(ranked))) - 1]
