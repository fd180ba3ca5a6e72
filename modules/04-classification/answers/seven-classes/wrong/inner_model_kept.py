# ---
# misconception: select.stale_fit
# story: Keeps the model of the last inner fold, because it is fitted already.
# fails: [nested_cv_scores]
# says: throw them away
# ---
# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    scores, chosen = [], []
    for fit_rows, judge_rows in outer:
        X_fit, y_fit = X[fit_rows], y[fit_rows]
        means = {name: np.mean([score(y_fit[j], fit(X_fit[i], y_fit[i])(X_fit[j])) for i, j in inner(X_fit, y_fit)])
                 for name, fit in candidates.items()}
        best = max(means, key=means.get)
        chosen.append(best)
        part, _ = list(inner(X_fit, y_fit))[-1]
        scores.append(float(score(y[judge_rows], candidates[best](X_fit[part], y_fit[part])(X[judge_rows]))))
    return {"scores": scores, "chosen": chosen}
