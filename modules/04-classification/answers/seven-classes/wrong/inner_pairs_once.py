# ---
# misconception: select.stale_fit
# story: Asks for inner pairs once and uses them for every outer pair.
# fails: [nested_cv_sealed]
# says: Only X[fit] and y[fit]
# ---
# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    scores, chosen = [], []
    cache = []
    for fit_rows, judge in outer:
        Xf, yf = X[fit_rows], y[fit_rows]
        cache.append(inner(Xf, yf)); pairs = cache[0]
        mean = {}
        for name, fit in candidates.items():
            vals = []
            for a, b in pairs:
                vals.append(score(yf[b], fit(Xf[a], yf[a])(Xf[b])))
            mean[name] = np.mean(vals)
        best = max(mean, key=mean.get)
        model = candidates[best](Xf, yf)
        scores.append(float(score(y[judge], model(X[judge]))))
        chosen.append(best)
    return {"scores": scores, "chosen": chosen}
