# ---
# story: Dictionaries of counts, loops over people, and a list of differences at the end.
# ---
# %% key="prf"
def prf(y, pred, classes, average):
    from collections import Counter

    pairs = Counter(zip(list(y), list(pred)))
    counts = []
    for c in classes:
        hits = sum(n for (t, g), n in pairs.items() if t == g == c)
        guessed = sum(n for (t, g), n in pairs.items() if g == c)
        members = sum(n for (t, g), n in pairs.items() if t == c)
        counts.append((hits, guessed, members))
    if average == "micro":
        counts = [tuple(map(sum, zip(*counts)))]
    safe = lambda above, below: above / below if below else 0.0
    rows = [(safe(h, g), safe(h, m), safe(2 * h, g + m)) for h, g, m in counts]
    return tuple(float(sum(column) / len(rows)) for column in zip(*rows))

# %% key="nested_cv"
def nested_cv(X, y, candidates, outer, inner, score):
    result = {"chosen": [], "scores": []}
    for fit, judge in outer:
        winner, winning = None, -np.inf
        for name in candidates:
            marks = []
            for i, j in inner(X[fit], y[fit]):
                predict = candidates[name](X[fit[i]], y[fit[i]])
                marks.append(score(y[fit[j]], predict(X[fit[j]])))
            if np.mean(marks) > winning:
                winner, winning = name, np.mean(marks)
        result["chosen"].append(winner)
        result["scores"].append(score(y[judge], candidates[winner](X[fit], y[fit])(X[judge])))
    return result

# %% key="ece"
def ece(y, proba, classes, bins):
    drawers = {}
    for truth, row in zip(y, proba):
        k = max(range(len(classes)), key=lambda c: row[c])
        drawers.setdefault(min(int(row[k] * bins), bins - 1), []).append((row[k], float(classes[k] == truth)))
    return float(sum(abs(sum(h - c for c, h in people)) for people in drawers.values()) / len(y))

# %% key="paired_test"
def paired_test(y, a, b, score, rng, rounds):
    start = score(y, b) - score(y, a)
    seen = [start]
    while len(seen) <= rounds:
        new_a, new_b = a.copy(), b.copy()
        for n in np.flatnonzero(rng.integers(2, size=len(y))):
            new_a[n], new_b[n] = b[n], a[n]
        seen.append(score(y, new_b) - score(y, new_a))
    return start, np.mean(np.abs(seen) >= abs(start) - 1e-12)

# %% key="choice"
def choice(train, test, classes, tools, alpha):
    label = lambda proba: np.array([classes[k] for k in np.argmax(proba, axis=1)])
    gap, p = tools["compare"](test.y, label(test.simple), label(test.rich))
    made = {f"{name}_score": float(tools["score"](test.y, label(getattr(test, name)))) for name in ("simple", "rich")}
    made |= {f"{name}_ece": float(tools["ece"](test.y, getattr(test, name))) for name in ("simple", "rich")}
    made["rich_train_score"] = float(tools["score"](train.y, label(train.rich)))
    return {**made, "difference": float(gap), "p": float(p), "chosen": ("simple", "rich")[bool(gap > 0 and p < alpha)]}
