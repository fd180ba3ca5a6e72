# ---
# misconception: count.boundary
# story: Gives people with a confidence of 1.0 a bin of their own behind the last.
# fails: [ece_edges]
# says: everybody in one bin
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    confidence = proba.max(axis=1)
    hit = np.asarray(classes)[proba.argmax(axis=1)] == y
    bin_of = (confidence * bins).astype(int)
    gaps = [abs(hit[bin_of == k].mean() - confidence[bin_of == k].mean()) for k in np.unique(bin_of)]
    people = [np.mean(bin_of == k) for k in np.unique(bin_of)]
    return float(np.dot(people, gaps))
