# ---
# misconception: metric.ties
# story: Breaks a tie by the candidates' names.
# fails: [nested_cv_sealed]
# says: the first of `candidates` on a tie
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
                vals.append(score(yf[b], fit(Xf[a], yf[a])(Xf[b])))
            mean[name] = np.mean(vals)
        best = max(sorted(mean), key=mean.get)
        model = candidates[best](Xf, yf)
        scores.append(float(score(y[judge], model(X[judge]))))
        chosen.append(best)
    return {"scores": scores, "chosen": chosen}
