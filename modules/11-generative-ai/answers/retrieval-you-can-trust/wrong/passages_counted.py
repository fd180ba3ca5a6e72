# ---
# misconception: rag.chunk_hits
# story: Cuts and ranks passages, as if each were a document.
# fails: [recall_mrr_documents]
# says: "each counted once"
# ---
# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    recalls, reciprocals = [], []
    for ranking, right in zip(ranked, relevant):
        top = ranking[:k]
        recalls.append(len(right & set(top)) / len(right))
        reciprocals.append(next((1 / rank for rank, name in enumerate(top, start=1) if name in right), 0.0))
    return float(np.mean(recalls)), float(np.mean(reciprocals))
