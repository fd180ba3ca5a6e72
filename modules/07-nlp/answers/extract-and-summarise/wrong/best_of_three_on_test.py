# ---
# misconception: select.on_test
# story: "Picks the challenger on the test documents."
# fails: [decide_rows]
# says: "partly luck"
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    best = max((name for name in val if name != baseline), key=lambda name: np.mean(test[name]))
    gaps = np.asarray(test[best]) - np.asarray(test[baseline])
    rows = rng.integers(len(gaps), size=(rounds, len(gaps)))
    low, high = (float(value) for value in np.quantile(gaps[rows].mean(axis=1), [0.025, 0.975]))
    verdict = "win" if low > 0 else "lose" if high < 0 else "tie"
    return {"challenger": best, "difference": float(gaps.mean()), "low": low, "high": high, "verdict": verdict}
