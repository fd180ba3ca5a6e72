# ---
# misconception: interval.none
# story: "Calls the higher mean a win, whatever the interval says."
# fails: [decide_interval]
# says: "zero inside"
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    best = max((name for name in val if name != baseline), key=lambda name: np.mean(val[name]))
    gaps = np.asarray(test[best]) - np.asarray(test[baseline])
    rows = rng.integers(len(gaps), size=(rounds, len(gaps)))
    low, high = (float(value) for value in np.quantile(gaps[rows].mean(axis=1), [0.025, 0.975]))
    verdict = "win" if gaps.mean() > -1e-9 else "lose"
    return {"challenger": best, "difference": float(gaps.mean()), "low": low, "high": high, "verdict": verdict}
