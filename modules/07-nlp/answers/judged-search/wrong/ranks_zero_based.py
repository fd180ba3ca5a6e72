# ---
# misconception: metric.zero_based_rank
# story: "Counts with enumerate from 0 and protects itself from the division by zero."
# fails: [ranks_fresh]
# says: "count from 0"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = max(row[i] for i in right)
        rank = sum(row[j] >= best for j in range(len(row)) if j not in right)
        values.append(1 / max(rank, 1) if best > 0 and rank < k else 0)
    return np.array(values, dtype=float)
