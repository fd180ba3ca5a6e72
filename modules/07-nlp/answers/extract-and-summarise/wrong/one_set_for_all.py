# ---
# misconception: extract.order_counts
# story: Throws the names of all documents into one set, so that a name found anywhere is found everywhere.
# fails: [set_scores_corpus]
# says: in two documents it is two
# ---
# %% key="set_scores"
def set_scores(gold, found):
    g, f = ({name for names in lists for name in names} for lists in (gold, found))
    share = lambda top, below: float(top / below) if below else 0.0
    return {"precision": share(len(g & f), len(f)), "recall": share(len(g & f), len(g)),
            "f1": share(2 * len(g & f), len(g) + len(f)),
            "exact": share(sum(set(a) == set(b) for a, b in zip(gold, found)), len(gold))}
