# ---
# misconception: metric.answered_only
# story: "Sorts only the documents that were returned, so a search that misses the best topics still looks ideal."
# fails: [ndcg_fresh]
# says: "that your ranking left out"
# ---
# %% key="ndcg"
def ndcg(scores, grades, k):
    discount = np.log2(np.arange(2, min(k, len(grades)) + 2))
    reached = (grades[np.argsort(-scores)][:k] / discount).sum()
    ideal = (np.sort(grades[np.argsort(-scores)][:k])[::-1] / discount).sum()
    return float(reached / ideal) if ideal > 0 else 0.0
