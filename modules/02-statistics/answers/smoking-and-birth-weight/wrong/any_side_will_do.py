# ---
# misconception: interval.none
# story: Calls an effect that has turned its sign one that holds.
# fails: [sensitivity_bias]
# says: "one on the other side even less"
# ---
# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    gaps = np.asarray(gaps, dtype=float)
    left = effect - strength * gaps
    lo, hi = left - 1.96 * se, left + 1.96 * se
    return pd.DataFrame({"gap": gaps, "effect": left, "lo": lo, "hi": hi, "holds": (lo > 0) | (hi < 0)})
