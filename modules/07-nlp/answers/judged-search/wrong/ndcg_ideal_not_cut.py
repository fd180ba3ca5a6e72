# ---
# misconception: metric.no_cutoff
# story: "Cuts the ranking at k and divides by the best order of all documents, so a perfect first page scores below 1."
# fails: [ndcg_small, ndcg_fresh]
# says: "cut it at k as well"
# ---
# %% key="ndcg"
def ndcg(scores, grades, k):
    discount = np.log2(np.arange(2, len(grades) + 2))
    reached = (grades[np.argsort(-scores)] / discount)[:k].sum()
    ideal = (np.sort(grades)[::-1] / discount).sum()
    return float(reached / ideal) if ideal > 0 else 0.0
