# ---
# misconception: cause.weights_unnormed
# story: Divides the weighted sums by the number of rows.
# fails: [ipw_weights]
# says: "do not add up to their number"
# ---
# %% key="ipw"
def ipw(y, t, p, trim):
    kept = (p >= trim) & (p <= 1 - trim)
    y, t, p = y[kept], t[kept], p[kept]
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = (w * y[t == group]).sum() / len(y)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": len(y), "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
