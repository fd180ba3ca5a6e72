# ---
# story: "Plain Python with loops: a tokeniser character by character, a sorted list of ranks, statistics by hand."
# ---
# %% key="tokenise"
def tokenise(text):
    tokens, last = [], None
    for character in text.lower():
        kind = "word" if character.isalnum() or character == "_" else "sign"
        if character.isspace() or character in "\"'`":
            kind = None
        if kind is not None and kind == last:
            tokens[-1] += character
        elif kind is not None:
            tokens.append(character)
        last = kind
    return tokens

# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    total = len(documents)
    mean = sum(map(len, documents)) / total
    scores = [0.0] * total
    for token in query:
        n = sum(1 for document in documents if token in document)
        for i, document in enumerate(documents):
            f = document.count(token)
            if f:
                weight = math.log(1 + (total - n + 0.5) / (n + 0.5))
                scores[i] += weight * f * (k1 + 1) / (f + k1 * (1 - b + b * len(document) / mean))
    return np.array(scores)

# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores.tolist(), relevant):
        # Wrong documents first among equals, then the position of the first right one.
        ranking = sorted(range(len(row)), key=lambda i: (-row[i], i in right))
        value = 0.0
        for rank, i in enumerate(ranking[:k], start=1):
            if i in right and row[i] > 0:
                value = 1 / rank
                break
        values.append(value)
    return np.array(values)

# %% key="ndcg"
def ndcg(scores, grades, k):
    def discounted(values):
        return sum(value / math.log2(rank + 1) for rank, value in enumerate(values[:k], start=1))

    by_score = [grade for _, grade in sorted(zip(scores.tolist(), grades.tolist()), reverse=True)]
    ideal = discounted(sorted(grades.tolist(), reverse=True))
    return discounted(by_score) / ideal if ideal else 0.0

# %% key="report"
def report(results, rng):
    rows = list(results.itertuples(index=False))
    gain = np.array([row.after - row.before for row in rows])
    means = np.sort([gain[rng.integers(len(gain), size=len(gain))].mean() for _ in range(800)])
    low, high = float(means[40]), float(means[-41])
    mrr = {side: {} for side in ("before", "after")}
    for side, table in mrr.items():
        for kind in {row.kind for row in rows}:
            table[kind] = float(np.mean([getattr(row, side) for row in rows if row.kind == kind]))
    verdict = "not known"
    if low > 0:
        verdict = "better"
    elif high < 0:
        verdict = "worse"
    return {
        "queries": len(rows), "mrr_before": mrr["before"], "mrr_after": mrr["after"], "gain": float(gain.mean()),
        "low": low, "high": high, "verdict": verdict,
        "missed": sorted(row.query for row in rows if row.after == 0),
        "worse": sorted(row.query for row in rows if row.after < row.before),
    }
