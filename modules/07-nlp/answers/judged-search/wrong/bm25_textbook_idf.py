# ---
# misconception: text.idf_missing
# story: "Takes the older logarithm without the 1 +, which turns negative for a token that most documents hold."
# fails: [bm25_small, bm25_fresh]
# says: "1 + inside the logarithm"
# ---
# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    counts = [Counter(document) for document in documents]
    mean = sum(len(document) for document in documents) / len(documents)
    scores = np.zeros(len(documents))
    for token in query:
        n = sum(token in count for count in counts)
        weight = math.log((len(documents) - n + 0.5) / (n + 0.5))
        for i, count in enumerate(counts):
            f = count[token]
            scores[i] += weight * f * (k1 + 1) / (f + k1 * (1 - b + b * len(documents[i]) / mean)) if f else 0
    return scores
