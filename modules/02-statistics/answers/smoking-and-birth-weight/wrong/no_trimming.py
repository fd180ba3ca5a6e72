# ---
# misconception: cause.no_overlap
# story: Keeps every row, however extreme its propensity.
# fails: [ipw_weights]
# says: "left out, and not moved to the limit"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    y = np.asarray(y)
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
