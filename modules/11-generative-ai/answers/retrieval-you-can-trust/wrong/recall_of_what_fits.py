# ---
# misconception: metric.no_cutoff
# story: Divides recall by what the cut-off can hold.
# fails: [recall_mrr_documents]
# says: "too small to hold them"
# ---
# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    recalls, firsts = [], []
    for row, good in zip(ranked, relevant):
        top = list(dict.fromkeys(row))[:k]
        recalls.append(len(set(top) & good) / min(k, len(good)))
        firsts.append(next((1 / n for n, name in enumerate(top, 1) if name in good), 0.0))
    return float(np.mean(recalls)), float(np.mean(firsts))
