# ---
# misconception: select.on_test
# story: Searches once on all people and cross-validates only the winner.
# fails: [nested_cv_sealed]
# says: "Only X[fit] and y[fit]"
# ---
# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    means = {name: np.mean([score(y[j], fit(X[i], y[i])(X[j])) for i, j in inner(X, y)])
             for name, fit in candidates.items()}
    best = max(means, key=means.get)
    scores = [float(score(y[judge], candidates[best](X[fit], y[fit])(X[judge]))) for fit, judge in outer]
    return {"scores": scores, "chosen": [best] * len(scores)}
