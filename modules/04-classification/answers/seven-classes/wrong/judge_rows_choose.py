# ---
# misconception: select.on_test
# story: Lets the judge rows say which candidate is best, and reports that score.
# fails: [nested_cv_sealed]
# says: "Only X[fit] and y[fit]"
# ---
# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    scores, chosen = [], []
    for fit_rows, judge_rows in outer:
        results = {name: score(y[judge_rows], fit(X[fit_rows], y[fit_rows])(X[judge_rows]))
                   for name, fit in candidates.items()}
        chosen.append(max(results, key=results.get))
        scores.append(float(results[chosen[-1]]))
    return {"scores": scores, "chosen": chosen}
