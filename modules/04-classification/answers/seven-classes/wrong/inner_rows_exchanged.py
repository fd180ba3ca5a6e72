# ---
# misconception: select.on_train
# story: Fits on the inner judge rows and scores on the inner fit rows.
# fails: [nested_cv_sealed]
# says: highest mean inner score
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
            for b, a in pairs:
                vals.append(score(yf[b], fit(Xf[a], yf[a])(Xf[b])))
            mean[name] = np.mean(vals)
        best = max(mean, key=mean.get)
        model = candidates[best](Xf, yf)
        scores.append(float(score(y[judge], model(X[judge]))))
        chosen.append(best)
    return {"scores": scores, "chosen": chosen}
