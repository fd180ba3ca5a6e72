# ---
# misconception: interval.wrong_tails
# story: Draws half as many documents as there are.
# fails: [decide_interval]
# says: too wide
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    names = [n for n in val if n != baseline]
    best = max(names, key=lambda n: np.mean(val[n]))
    a, b = np.asarray(test[best], float), np.asarray(test[baseline], float)
    d = a - b
    n = len(d)
    means = [d[rng.integers(0, n, n // 2)].mean() for _ in range(rounds)]
    low, high = np.quantile(means, [0.025, 0.975])
    return {"challenger": best, "difference": float(d.mean()), "low": float(low), "high": float(high), "verdict": "win" if low > 0 else "lose" if high < 0 else "tie"}
