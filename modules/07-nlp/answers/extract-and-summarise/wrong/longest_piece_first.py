# ---
# misconception: metric.substring
# story: Takes the longest piece and goes on beside it.
# fails: [rouge_laws]
# says: in one piece or not
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if kind == "1":
        hits = sum((Counter(a) & Counter(b)).values())
    else:
        T = [[0] * (len(b) + 1) for _ in range(len(a) + 1)]
        for i, x in enumerate(a):
            for j, y in enumerate(b):
                T[i + 1][j + 1] = T[i][j] + 1 if x == y else max(T[i][j + 1], T[i + 1][j])
        import difflib
        hits = sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return float(2 * hits / (len(a) + len(b)) if a or b else 0.0)
