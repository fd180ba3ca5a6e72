# ---
# misconception: select.on_test
# story: Reports the best inner score, which is the one that chose.
# fails: [nested_cv_scores]
# says: a score that has chosen is used up
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
        scores.append(float(means[best]))
    return {"scores": scores, "chosen": chosen}
