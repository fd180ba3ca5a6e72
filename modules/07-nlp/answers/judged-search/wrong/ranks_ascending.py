# ---
# misconception: metric.wrong_order
# story: "Sorts from the lowest score to the highest."
# fails: [reciprocal_ranks_small, ranks_fresh]
# says: "direction"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = min(row[i] for i in right)
        rank = 1 + sum(row[j] <= best for j in range(len(row)) if j not in right)
        values.append(1 / rank if best > 0 and rank <= k else 0)
    return np.array(values, dtype=float)
