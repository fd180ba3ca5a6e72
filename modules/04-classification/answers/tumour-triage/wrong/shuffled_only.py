# ---
# misconception: resample.wrong_rows
# story: Shuffles the rows and takes four fifths of them, so no row ever comes twice and the draw is too small.
# fails: [bootstrap_ci_rows, bootstrap_ci_width]
# says: each draw as large as the original
# ---
# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    values = []
    for _ in range(rounds):
        rows = rng.permutation(len(y))[: int(0.8 * len(y))]
        values.append(metric(y[rows], p[rows]))
    low, high = np.quantile(values, [0.025, 0.975])
    return float(low), float(high)
