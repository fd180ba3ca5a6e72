# ---
# misconception: count.boundary
# story: Takes place n times one minus alpha in ascending order, one too high where that number is whole.
# fails: [safe_limit_smallest]
# says: "a share of exactly alpha is allowed"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    top = np.sort(np.abs(z).max(axis=1))
    return float(top[min(int(len(top) * (1 - alpha)), len(top) - 1)])
