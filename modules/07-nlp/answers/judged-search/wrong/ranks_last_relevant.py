# ---
# misconception: metric.last_relevant
# story: "Walks through the results and overwrites the rank at every right document."
# fails: [ranks_fresh]
# says: "the last one found"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        found = 0.0
        for i in right:
            rank = 1 + sum(row[j] >= row[i] for j in range(len(row)) if j not in right)
            if row[i] > 0:
                found = min(found, 1 / rank) if found else 1 / rank
        values.append(found if found >= 1 / k else 0)
    return np.array(values, dtype=float)
