# ---
# misconception: metric.wrong_scale
# story: "Returns the sum itself, so queries with many right topics count most."
# fails: [ndcg_small, ndcg_fresh]
# says: "best order"
# ---
# %% key="ndcg"
def ndcg(scores, grades, k):
    discount = np.log2(np.arange(2, min(k, len(grades)) + 2))
    reached = (grades[np.argsort(-scores)][:k] / discount).sum()
    ideal = (np.sort(grades)[::-1][:k] / discount).sum()
    return float(reached) if ideal > 0 else 0.0
