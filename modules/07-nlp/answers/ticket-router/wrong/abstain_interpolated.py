# ---
# misconception: count.rounding
# story: "Takes a quantile, which interpolates and can end just above the row that is needed."
# fails: [abstain_fresh]
# says: "a number between two rows"
# ---
# %% key="abstain"
def abstain(p_validation, p, coverage):
    return p.max(axis=1) >= np.quantile(p_validation.max(axis=1), 1 - coverage)
