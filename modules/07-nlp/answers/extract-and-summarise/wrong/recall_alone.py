# ---
# misconception: metric.recall_only
# story: "Divides by the reference alone, as the name of the score suggests."
# fails: [rouge_form, rouge_laws]
# says: "2 * hits"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    if kind == "1":
        hits = sum((Counter(a) & Counter(b)).values())
    else:
        old = [0] * (len(b) + 1)
        for left in a:
            row = [0]
            for j, right in enumerate(b):
                row.append(old[j] + 1 if left == right else max(old[j + 1], row[j]))
            old = row
        hits = old[-1]
    return hits / len(b)
