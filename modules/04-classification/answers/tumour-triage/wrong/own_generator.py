# ---
# misconception: seed.global
# story: Makes a generator with a favourite number and ignores the one that is handed in.
# fails: [bootstrap_ci_width]
# says: do you make a generator of your own
# ---
# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    rng = np.random.default_rng(42)
    values = []
    for _ in range(rounds):
        rows = rng.integers(len(y), size=len(y))
        values.append(metric(y[rows], p[rows]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
