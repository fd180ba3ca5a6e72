# ---
# misconception: cause.no_overlap
# story: Moves extreme propensities to the limit and keeps the rows.
# fails: [ipw_weights]
# says: "left out, and not moved to the limit"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    p = np.clip(p, trim, 1 - trim)
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
