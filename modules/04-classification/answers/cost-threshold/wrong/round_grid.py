# ---
# misconception: cost.coarse_grid
# story: Tries 0.00, 0.01, up to 1.00, and steps over everything that happens between two hundredths.
# fails: [pick_threshold_cheapest, pick_threshold_edges]
# says: try every score that occurs
# ---
# %% key="pick_threshold"
def pick_threshold(y, p, c_fp, c_fn):
    grid = np.linspace(0, 1, 101)
    bills = [c_fp * np.sum((p >= t) & (y == 0)) + c_fn * np.sum((p < t) & (y == 1)) for t in grid]
    return float(grid[np.argmin(bills)])
