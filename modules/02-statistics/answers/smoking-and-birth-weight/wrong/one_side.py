# ---
# misconception: cause.no_overlap
# story: Leaves out the small propensities only.
# fails: [ipw_weights]
# says: "both sides"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    kept = (p >= trim)
    y, t, p = y[kept], t[kept], p[kept]
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
