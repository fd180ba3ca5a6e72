# ---
# misconception: count.rounding
# story: Interpolates between two runs and lets one too many pass.
# fails: [safe_limit_number, safe_limit_smallest]
# says: "runs cross"
# ---
# %% key="safe_limit"
def safe_limit(z, alpha):
    return float(np.quantile(np.abs(z).max(axis=1), 1 - alpha))
