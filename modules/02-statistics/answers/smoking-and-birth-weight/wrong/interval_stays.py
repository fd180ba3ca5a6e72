# ---
# misconception: interval.none
# story: Moves the effect and leaves the interval where it was.
# fails: [sensitivity_bias]
# says: "lo and hi move with the effect"
# ---
# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    gaps = np.asarray(gaps, dtype=float)
    left = effect - strength * gaps
    lo, hi = effect - 1.96 * se + 0 * gaps, effect + 1.96 * se + 0 * gaps
    return pd.DataFrame({"gap": gaps, "effect": left, "lo": lo, "hi": hi, "holds": hi < 0 if effect < 0 else lo > 0})
