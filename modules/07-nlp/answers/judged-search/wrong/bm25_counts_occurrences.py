# ---
# misconception: text.idf_missing
# story: "Takes n for the number of occurrences in the collection."
# fails: [bm25_fresh]
# says: "not how often it occurs"
# ---
# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    counts = [Counter(document) for document in documents]
    mean = sum(len(document) for document in documents) / len(documents)
    scores = np.zeros(len(documents))
    for token in query:
        n = sum(count[token] for count in counts)
        weight = math.log(max(1 + (len(documents) - n + 0.5) / (n + 0.5), 0.01))
        for i, count in enumerate(counts):
            f = count[token]
            scores[i] += weight * f * (k1 + 1) / (f + k1 * (1 - b + b * len(documents[i]) / mean)) if f else 0
    return scores
