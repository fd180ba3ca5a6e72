# ---
# misconception: test.unpaired
# story: "Resamples each method's documents apart."
# fails: [decide_form, decide_interval]
# says: "too wide"
# ---
# %% key="decide"
def decide(val, test, baseline, rng, rounds):
    best = max((name for name in val if name != baseline), key=lambda name: np.mean(val[name]))
    gaps = np.asarray(test[best]) - np.asarray(test[baseline])
    rows = rng.integers(len(gaps), size=(rounds, len(gaps)))
    low, high = (float(value) for value in np.quantile(np.asarray(test[best])[rows].mean(axis=1)
                                                    - np.asarray(test[baseline])[rng.permutation(rows.ravel()).reshape(rows.shape)].mean(axis=1), [0.025, 0.975]))
    verdict = "win" if low > 0 else "lose" if high < 0 else "tie"
    return {"challenger": best, "difference": float(gaps.mean()), "low": low, "high": high, "verdict": verdict}
