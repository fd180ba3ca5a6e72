# ---
# misconception: cause.weights_free
# story: Reports the number of rows as the effective size.
# fails: [ipw_weights]
# says: "uneven weights are worth fewer rows"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    kept = (p >= trim) & (p <= 1 - trim)
    y, t, p = y[kept], t[kept], p[kept]
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = len(w)
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
