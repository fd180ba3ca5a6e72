# ---
# misconception: cause.same_weight
# story: Weighs both groups by 1/p.
# fails: [ipw_weights]
# says: "1/p for both groups"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    kept = (p >= trim) & (p <= 1 - trim)
    y, t, p = y[kept], t[kept], p[kept]
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / p[t == 0])]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
