# ---
# misconception: select.on_test
# story: "Cuts at a quantile of the very batch that is scored, so every batch reaches the coverage."
# fails: [abstain_fresh]
# says: "take part in choosing"
# ---
# %% key="abstain"
def abstain(p_validation, p, coverage):
    ranked = np.sort(p.max(axis=1))[::-1]
    return p.max(axis=1) >= ranked[int(np.ceil(coverage * len(ranked))) - 1]
