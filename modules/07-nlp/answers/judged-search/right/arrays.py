# ---
# story: "Matrices instead of loops, ndcg from scikit-learn, a table of resampled rows for the interval."
# ---
# %% key="tokenise"
def tokenise(text):
    spaced = re.sub(r"[\s\"'`]+", " ", text).lower()
    return [match.group() for match in re.finditer(r"(\w+)|([^\w ]+)", spaced)]

# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    asked = pd.Series(query, dtype=object).value_counts()
    f = np.array([[document.count(token) for token in asked.index] for document in documents], dtype=float)
    f = f.reshape(len(documents), len(asked))
    n = (f > 0).sum(axis=0)
    length = np.array([[len(document)] for document in documents])
    weight = np.log1p((len(documents) - n + 0.5) / (n + 0.5)) * asked.to_numpy()
    return (weight * f * (k1 + 1) / (f + k1 * (1 - b + b * length / length.mean()))).sum(axis=1).astype(float)

# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    right = np.zeros(scores.shape, dtype=bool)
    for row, positions in zip(right, relevant):
        row[list(positions)] = True
    best = np.where(right, scores, -np.inf).max(axis=1)
    rank = 1 + ((scores >= best[:, None]) & ~right).sum(axis=1)
    return np.where((rank <= k) & (best > 0), 1.0 / rank, 0.0)

# %% key="ndcg"
def ndcg(scores, grades, k):
    if not grades.any():
        return 0.0
    return float(ndcg_score(grades[None, :], scores[None, :], k=k))

# %% key="report"
def report(results, rng):
    gain = results["after"] - results["before"]
    rows = rng.integers(len(gain), size=(len(gain), 2000))
    low, high = map(float, np.percentile(gain.to_numpy()[rows].mean(axis=0), (5, 95)))
    pivot = results.pivot_table(index="kind", values=["before", "after"], aggfunc="mean")
    return dict(
        queries=int(results.shape[0]), mrr_before=pivot["before"].to_dict(), mrr_after=pivot["after"].to_dict(),
        gain=float(gain.mean()), low=low, high=high,
        verdict={(True, False): "better", (False, True): "worse"}.get((low > 0, high < 0), "not known"),
        missed=results["query"][results["after"].eq(0)].sort_values().tolist(),
        worse=results.query("after < before")["query"].sort_values().tolist(),
    )
