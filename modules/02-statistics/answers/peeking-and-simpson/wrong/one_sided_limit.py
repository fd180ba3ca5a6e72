# ---
# misconception: test.one_sided
# story: Takes the largest z of each run and forgets the other side.
# fails: [safe_limit_number, safe_limit_smallest]
# says: "either side"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    worst = np.sort(z.max(axis=1))[::-1]
    return float(worst[int(np.floor(alpha * len(worst)))])
