# ---
# misconception: metric.order_ignored
# story: "Counts common words for L, too."
# fails: [rouge_form, rouge_laws]
# says: "rouge"
# ---
# %% key="rouge"
def rouge(text, reference, kind):
    a, b = words(text), words(reference)
    if not a or not b:
        return 0.0
    return 2 * sum((Counter(a) & Counter(b)).values()) / (len(a) + len(b))
