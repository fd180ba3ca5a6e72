# ---
# misconception: interval.symmetric
# story: Puts 1.96 standard deviations on either side of the mean, although a recall near 1 has no room above.
# fails: [bootstrap_ci_width]
# says: know nothing of a skewed set of results
# ---
# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    values = []
    for _ in range(rounds):
        rows = rng.choice(len(y), size=len(y))
        values.append(metric(y[rows], p[rows]))
    centre, spread = np.mean(values), np.std(values)
    return float(centre - 1.96 * spread), float(centre + 1.96 * spread)
