# ---
# misconception: metric.wrong_order
# story: Hands predictions and truth to the score in the wrong order.
# fails: [nested_cv_sealed]
# says: what to score(y, predictions)
# ---
# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    scores, chosen = [], []
    for fit_rows, judge in outer:
        Xf, yf = X[fit_rows], y[fit_rows]
        pairs = inner(Xf, yf)
        mean = {}
        for name, fit in candidates.items():
            vals = []
            for a, b in pairs:
                vals.append(score(fit(Xf[a], yf[a])(Xf[b]), yf[b]))
            mean[name] = np.mean(vals)
        best = max(mean, key=mean.get)
        model = candidates[best](Xf, yf)
        scores.append(float(score(y[judge], model(X[judge]))))
        chosen.append(best)
    return {"scores": scores, "chosen": chosen}
