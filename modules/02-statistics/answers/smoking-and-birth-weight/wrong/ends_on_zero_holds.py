# ---
# misconception: count.boundary
# story: Lets an interval hold that ends exactly on zero.
# fails: [sensitivity_bias]
# says: "ends on zero holds zero"
# ---
# %% key="sensitivity"
def sensitivity(effect, se, strength, gaps):
    g = np.asarray(gaps, float)
    left = effect - strength * g
    lo, hi = left - 1.96 * se, left + 1.96 * se
    holds = lo >= 0 if effect > 0 else hi <= 0
    return pd.DataFrame({"gap": g, "effect": left, "lo": lo, "hi": hi, "holds": holds})
