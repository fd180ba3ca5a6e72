# ---
# misconception: metric.zero_score
# story: "Sorts all documents and takes the first k of the list, matched or not."
# fails: [reciprocal_ranks_small, ranks_fresh]
# says: "the unmatched ones too"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        hits = [rank for rank, i in enumerate(np.argsort(-row)[:k], start=1) if i in right]
        values.append(1 / hits[0] if hits else 0)
    return np.array(values, dtype=float)
