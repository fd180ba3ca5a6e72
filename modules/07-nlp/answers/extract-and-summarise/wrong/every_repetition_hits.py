# ---
# misconception: metric.unclipped
# story: "Counts every word of the text that stands anywhere in the reference."
# fails: [rouge_laws]
# says: "hit"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    if kind == "1":
        hits = sum(word in b for word in a)
    else:
        old = [0] * (len(b) + 1)
        for left in a:
            row = [0]
            for j, right in enumerate(b):
                row.append(old[j] + 1 if left == right else max(old[j + 1], row[j]))
            old = row
        hits = old[-1]
    return 2 * hits / (len(a) + len(b))
