# ---
# misconception: metric.zero_based_rank
# story: "Divides by the logarithm of the rank and leaves the first result undiscounted."
# fails: [ndcg_fresh]
# says: "the first rank is 1"
# ---
# %% key="ndcg"
def ndcg(scores, grades, k):
    discount = np.maximum(np.log2(np.arange(1, min(k, len(grades)) + 1)), 1)
    reached = (grades[np.argsort(-scores)][:k] / discount).sum()
    ideal = (np.sort(grades)[::-1][:k] / discount).sum()
    return float(reached / ideal) if ideal > 0 else 0.0
