# ---
# misconception: extract.order_counts
# story: "Compares position by position, as two lists."
# fails: [set_scores_form, set_scores_corpus]
# says: "order does not matter"
# ---
# %% key="set_scores"
def set_scores(gold, found):
    pairs = [(set(g), set(f)) for g, f in zip(gold, found)]
    hits = sum(a == b for g, f in zip(gold, found) for a, b in zip(g, f))
    n_gold, n_found = sum(len(g) for g, _ in pairs), sum(len(f) for _, f in pairs)
    share = lambda above, below: float(above / below) if below else 0.0
    return {"precision": share(hits, n_found), "recall": share(hits, n_gold), "f1": share(2 * hits, n_found + n_gold),
            "exact": share(sum(g == f for g, f in pairs), len(pairs))}
