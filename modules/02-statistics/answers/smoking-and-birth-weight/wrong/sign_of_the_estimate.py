# ---
# misconception: interval.none
# story: Asks only whether the corrected effect keeps its sign.
# fails: [sensitivity_bias]
# says: "an interval that crosses zero does not hold"
# ---
# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    gaps = np.asarray(gaps, dtype=float)
    left = effect - strength * gaps
    lo, hi = left - 1.96 * se, left + 1.96 * se
    return pd.DataFrame({"gap": gaps, "effect": left, "lo": lo, "hi": hi, "holds": np.sign(left) == np.sign(effect)})
