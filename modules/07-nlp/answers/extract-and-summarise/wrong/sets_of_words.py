# ---
# misconception: metric.unclipped
# story: "Compares the sets of words, in which repetition is lost."
# fails: [rouge_laws]
# says: "a word counts as often as both have it"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    if kind == "1":
        a, b = set(a), set(b)
        hits = len(a & b)
    else:
        old = [0] * (len(b) + 1)
        for left in a:
            row = [0]
            for j, right in enumerate(b):
                row.append(old[j] + 1 if left == right else max(old[j + 1], row[j]))
            old = row
        hits = old[-1]
    return 2 * hits / (len(a) + len(b))
