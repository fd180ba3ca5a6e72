# ---
# misconception: test.bonferroni_looks
# story: Divides alpha by the number of looks and asks the normal distribution.
# fails: [safe_limit_smallest]
# says: "fresh runs of"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    from scipy import stats

    return float(stats.norm.isf(alpha / 2 / z.shape[1]))
