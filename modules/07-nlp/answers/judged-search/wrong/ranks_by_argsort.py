# ---
# misconception: metric.ties
# story: "Sorts by score and lets the position in the file decide a tie."
# fails: [ranks_fresh]
# says: "decides a tie by luck"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = []
    for row, right in zip(scores, relevant):
        order = [i for i in np.argsort(-row, kind="stable")[:k] if row[i] > 0]
        hits = [rank for rank, i in enumerate(order, start=1) if i in right]
        values.append(1 / hits[0] if hits else 0)
    return np.array(values, dtype=float)
