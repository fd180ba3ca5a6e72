# ---
# misconception: metric.no_cutoff
# story: Looks through the whole ranking, however far down.
# fails: [recall_mrr_documents]
# says: "from behind the first k"
# ---
# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    recalls, reciprocals = [], []
    for ranking, right in zip(ranked, relevant):
        top = list(dict.fromkeys(ranking))
        recalls.append(len(right & set(top)) / len(right))
        reciprocals.append(next((1 / rank for rank, name in enumerate(top, start=1) if name in right), 0.0))
    return float(np.mean(recalls)), float(np.mean(reciprocals))
