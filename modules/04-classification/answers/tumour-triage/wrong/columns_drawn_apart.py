# ---
# misconception: resample.pairs_broken
# story: Draws labels and probabilities separately, so a label meets another tumour's probability.
# fails: [bootstrap_ci_rows]
# says: that stay together
# ---
# %% key="bootstrap_ci"
def bootstrap_ci(metric, y, p, rng, rounds=1000):
    n = len(y)
    values = [metric(rng.choice(y, size=n), rng.choice(p, size=n)) for _ in range(rounds)]
    return float(np.quantile(values, 0.025)), float(np.quantile(values, 0.975))
