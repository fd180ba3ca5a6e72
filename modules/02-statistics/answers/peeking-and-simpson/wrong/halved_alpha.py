# ---
# misconception: test.bonferroni_looks
# story: Halves alpha although |z| holds both sides already.
# fails: [safe_limit_smallest]
# says: "larger than needed"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    worst = np.sort(np.abs(z).max(axis=1))[::-1]
    return float(worst[int(np.floor(alpha / 2 * len(worst)))])
