# ---
# misconception: interval.wrong_tails
# story: "Cuts a quarter off at each end."
# fails: [decide_interval]
# says: "too narrow"
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    best = max((name for name in val if name != baseline), key=lambda name: np.mean(val[name]))
    gaps = np.asarray(test[best]) - np.asarray(test[baseline])
    rows = rng.integers(len(gaps), size=(rounds, len(gaps)))
    low, high = (float(value) for value in np.quantile(gaps[rows].mean(axis=1), [0.25, 0.75]))
    verdict = "win" if low > 0 else "lose" if high < 0 else "tie"
    return {"challenger": best, "difference": float(gaps.mean()), "low": low, "high": high, "verdict": verdict}
