# ---
# misconception: metric.macro_micro
# story: "Averages the documents' own shares, so a function with one parameter counts like one with twelve."
# fails: [set_scores_form, set_scores_corpus]
# says: "divide once"
# ---
# %% key="set_scores"
def set_scores(gold, found):
    share = lambda above, below: above / below if below else 0.0
    rows = []
    for g, f in zip(map(set, gold), map(set, found)):
        hits = len(g & f)
        rows.append((share(hits, len(f)), share(hits, len(g)), share(2 * hits, len(g) + len(f)), g == f))
    return dict(zip(["precision", "recall", "f1", "exact"], map(float, np.mean(rows, axis=0))))
