# ---
# misconception: metric.no_cutoff
# story: "Never looks at k; the answer on the second page counts too."
# fails: [reciprocal_ranks_small, ranks_fresh]
# says: "where is k used"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = max(row[i] for i in right)
        rank = 1 + sum(row[j] >= best for j in range(len(row)) if j not in right)
        values.append(1 / rank if best > 0 else 0)
    return np.array(values, dtype=float)
