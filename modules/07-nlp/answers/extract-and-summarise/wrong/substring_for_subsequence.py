# ---
# misconception: metric.substring
# story: "Looks for the longest run of words without gaps."
# fails: [rouge_form, rouge_laws]
# says: "a substring not"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    if kind == "1":
        hits = sum((Counter(a) & Counter(b)).values())
    else:
        best, old = 0, [0] * (len(b) + 1)
        for left in a:
            row = [0]
            for j, right in enumerate(b):
                row.append(old[j] + 1 if left == right else 0)
            best, old = max(best, *row), row
        hits = best
    return 2 * hits / (len(a) + len(b))
