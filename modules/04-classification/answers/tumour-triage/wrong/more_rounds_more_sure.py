# ---
# misconception: interval.more_rounds
# story: Divides the spread by the root of the number of rounds, so patience alone makes the estimate surer.
# fails: [bootstrap_ci_width]
# says: with no division by the number of rounds
# ---
# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    values = []
    for _ in range(rounds):
        rows = rng.integers(len(y), size=len(y))
        values.append(metric(y[rows], p[rows]))
    error = np.std(values) / np.sqrt(rounds)
    centre = metric(y, p)
    return float(centre - 1.96 * error), float(centre + 1.96 * error)
