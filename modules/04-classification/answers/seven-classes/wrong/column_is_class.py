# ---
# misconception: proba.wrong_column
# story: Compares the number of the column with the label, as if the classes were 0, 1, 2.
# fails: [ece_contract, ece_bins]
# says: share right against mean confidence
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    confidence = proba.max(axis=1)
    hit = proba.argmax(axis=1) == y
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(hit[bin_of == k].mean() - confidence[bin_of == k].mean()) for k in np.unique(bin_of)]
    people = [np.mean(bin_of == k) for k in np.unique(bin_of)]
    return float(np.dot(people, gaps))
