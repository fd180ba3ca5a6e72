# ---
# misconception: metric.answered_only
# story: Averages over the questions that found anything.
# fails: [recall_mrr_all]
# says: "what do you divide by"
# ---
# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    recalls, reciprocals = [], []
    for ranking, right in zip(ranked, relevant):
        top = list(dict.fromkeys(ranking))[:k]
        if top:
            recalls.append(len(right & set(top)) / len(right))
            reciprocals.append(next((1 / rank for rank, name in enumerate(top, start=1) if name in right), 0.0))
    return float(np.mean(recalls)), float(np.mean(reciprocals))
