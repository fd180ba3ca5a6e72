# ---
# misconception: cause.bias_sign
# story: Adds the bias to the effect.
# fails: [sensitivity_bias]
# says: "the bias taken away"
# ---
# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    gaps = np.asarray(gaps, dtype=float)
    left = effect + strength * gaps
    lo, hi = left - 1.96 * se, left + 1.96 * se
    return pd.DataFrame({"gap": gaps, "effect": left, "lo": lo, "hi": hi, "holds": hi < 0 if effect < 0 else lo > 0})
