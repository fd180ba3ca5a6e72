# ---
# story: NumPy for the positions, pandas for the ranks and the table of settings.
# ---
# %% key="chunk"
def chunk(text, size, overlap):
    spans = np.array([match.span() for match in re.finditer(r"\S+", text)]).reshape(-1, 2)
    n, step = len(spans), size - overlap
    count = 0 if n == 0 else 1 + max(0, -(-(n - size) // step))
    return [(int(spans[i * step, 0]), int(spans[min(i * step + size, n) - 1, 1])) for i in range(count)]

# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    import pandas as pd

    rows = []
    for ranking, right in zip(ranked, relevant):
        top = pd.Series(ranking, dtype=object).drop_duplicates().head(k).reset_index(drop=True)
        hit = top.isin(list(right))
        rows.append({"recall": hit.sum() / len(right), "mrr": 1 / (hit.idxmax() + 1) if hit.any() else 0.0})
    return tuple(pd.DataFrame(rows)[["recall", "mrr"]].mean().astype(float).tolist())

# %% key="choose"
def choose(settings, score, cost, val, test):
    import pandas as pd

    table = pd.DataFrame({"val": [score(s, val) for s in settings], "words": [cost(s) for s in settings]})
    best = table.sort_values(["val", "words"], ascending=[False, True], kind="stable").index[0]
    winner = settings[best]
    return {"setting": winner, "val": table["val"][best], "test": score(winner, test), "words": cost(winner)}
