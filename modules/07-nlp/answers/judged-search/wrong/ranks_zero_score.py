# ---
# misconception: metric.zero_score
# story: "Ranks documents that matched nothing, as if the search had returned them."
# fails: [reciprocal_ranks_small, ranks_fresh]
# says: "a score of 0 is no result"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = max(row[i] for i in right)
        rank = 1 + sum(row[j] >= best for j in range(len(row)) if j not in right)
        values.append(1 / rank if rank <= k else 0)
    return np.array(values, dtype=float)
