# ---
# misconception: metric.answered_only
# story: "Leaves out documents in which nothing was found."
# fails: [set_scores_corpus]
# says: "also in a silent document"
# ---
# %% key="set_scores"
def set_scores(gold, found):
    pairs = [(set(g), set(f)) for g, f in zip(gold, found) if f]
    hits = sum(len(g & f) for g, f in pairs)
    n_gold, n_found = sum(len(g) for g, _ in pairs), sum(len(f) for _, f in pairs)
    share = lambda above, below: float(above / below) if below else 0.0
    return {"precision": share(hits, n_found), "recall": share(hits, n_gold), "f1": share(2 * hits, n_found + n_gold),
            "exact": share(sum(g == f for g, f in pairs), len(pairs))}
