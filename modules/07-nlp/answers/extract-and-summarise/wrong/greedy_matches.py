# ---
# misconception: metric.substring
# story: "Goes through the text once and takes each word at its next place in the reference."
# fails: [rouge_laws]
# says: "the longest of all"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    if kind == "1":
        hits = sum((Counter(a) & Counter(b)).values())
    else:
        hits, at = 0, 0
        for word in a:
            if word in b[at:]:
                hits, at = hits + 1, b.index(word, at) + 1
    return 2 * hits / (len(a) + len(b))
