# ---
# misconception: text.no_length_norm
# story: "Leaves the length of a document out, so the longest chapter answers everything."
# fails: [bm25_fresh]
# says: "length L of each document"
# ---
# %% key="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    counts = [Counter(document) for document in documents]
    mean = sum(len(document) for document in documents) / len(documents)
    scores = np.zeros(len(documents))
    for token in query:
        n = sum(token in count for count in counts)
        weight = math.log(1 + (len(documents) - n + 0.5) / (n + 0.5))
        for i, count in enumerate(counts):
            f = count[token]
            scores[i] += weight * f * (k1 + 1) / (f + k1 * 1.0) if f else 0
    return scores
