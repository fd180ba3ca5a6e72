# ---
# misconception: test.peeking
# story: Takes the limit from the last look alone.
# fails: [safe_limit_number, safe_limit_smallest]
# says: "any look"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    worst = np.sort(np.abs(z[:, -1]))[::-1]
    return float(worst[int(np.floor(alpha * len(worst)))])
