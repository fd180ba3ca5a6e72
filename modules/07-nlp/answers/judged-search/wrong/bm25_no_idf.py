# ---
# misconception: text.idf_missing
# story: "Adds up saturated counts without asking how common a token is."
# fails: [bm25_fresh]
# says: "the logarithm with N and n"
# ---
# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    counts = [Counter(document) for document in documents]
    mean = sum(len(document) for document in documents) / len(documents)
    scores = np.zeros(len(documents))
    for token in query:
        n = sum(token in count for count in counts)
        weight = 1.0
        for i, count in enumerate(counts):
            f = count[token]
            scores[i] += weight * f * (k1 + 1) / (f + k1 * (1 - b + b * len(documents[i]) / mean)) if f else 0
    return scores
