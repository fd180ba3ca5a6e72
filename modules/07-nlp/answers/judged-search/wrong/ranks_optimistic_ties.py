# ---
# misconception: metric.ties
# story: "Counts only documents that score strictly more, so every tie is won."
# fails: [ranks_fresh]
# says: "decides a tie by luck"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        best = max(row[i] for i in right)
        rank = 1 + (row > best).sum()
        values.append(1 / rank if best > 0 and rank <= k else 0)
    return np.array(values, dtype=float)
