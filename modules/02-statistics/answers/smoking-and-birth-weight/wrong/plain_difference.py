# ---
# misconception: cause.confounding
# story: Drops the controls and reports the difference of the two means.
# fails: [adjusted_dict, adjusted_known]
# says: "the plain difference"
# ---
# %% key="adjusted"
def adjusted(y, t, X):
    a, b = y[t == 1], y[t == 0]
    return {"effect": float(a.mean() - b.mean()), "se": float(np.sqrt(a.var() / len(a) + b.var() / len(b)))}
