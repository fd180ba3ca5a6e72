# ---
# misconception: metric.wrong_scale
# story: Chooses the challenger by its median.
# fails: [decide_rows]
# says: the highest mean
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    names = [n for n in val if n != baseline]
    best = max(names, key=lambda n: np.median(val[n]))
    a, b = np.asarray(test[best], float), np.asarray(test[baseline], float)
    d = a - b
    n = len(d)
    means = [d[rng.integers(0, n, n)].mean() for _ in range(rounds)]
    low, high = np.quantile(means, [0.025, 0.975])
    return {"challenger": best, "difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": "win" if low > 0 else "lose" if high < 0 else "tie"}
