# ---
# misconception: metric.ties
# story: "Counts every document that scores as much, so two right ones that tie push each other down."
# fails: [ranks_fresh]
# says: "and only those"
# ---
# %% key="reciprocal_ranks"
def reciprocal_ranks(scores, relevant, k):
    values = np.zeros(len(scores))
    for i, right in enumerate(relevant):
        best = scores[i][sorted(right)].max()
        rank = (scores[i] >= best).sum()
        if best > 0 and rank <= k:
            values[i] = 1 / rank
    return values
