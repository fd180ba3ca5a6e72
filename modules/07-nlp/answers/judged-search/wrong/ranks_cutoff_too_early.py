# ---
# misconception: metric.no_cutoff
# story: "Cuts one too early: a hit exactly at rank k is thrown away."
# fails: [ranks_fresh]
# says: "is rank k itself still inside"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = max(row[i] for i in right)
        rank = 1 + sum(row[j] >= best for j in range(len(row)) if j not in right)
        values.append(1 / rank if best > 0 and rank < k else 0)
    return np.array(values, dtype=float)
