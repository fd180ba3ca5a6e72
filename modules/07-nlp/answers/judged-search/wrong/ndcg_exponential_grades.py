# ---
# misconception: metric.wrong_scale
# story: "Uses 2 to the power of the grade, another formula than the contract asks for."
# fails: [ndcg_fresh]
# says: "share of the best possible"
# ---
# %% key="ndcg"
def ndcg(scores, grades, k):
    discount = np.log2(np.arange(2, min(k, len(grades)) + 2))
    worth = np.exp2(grades) - 1
    ideal = (np.sort(worth)[::-1][:k] / discount).sum()
    return float((worth[np.argsort(-scores)][:k] / discount).sum() / ideal) if ideal > 0 else 0.0
