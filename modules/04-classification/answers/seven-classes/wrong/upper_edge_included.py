# ---
# misconception: count.boundary
# story: Closes the bins at the upper edge, as many a snippet does.
# fails: [ece_edges]
# says: its lower edge included
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    confidence = proba.max(axis=1)
    hit = np.asarray(classes)[proba.argmax(axis=1)] == y
    bin_of = np.ceil(confidence * bins).astype(int) - 1
    gaps = [abs(hit[bin_of == k].mean() - confidence[bin_of == k].mean()) for k in np.unique(bin_of)]
    people = [np.mean(bin_of == k) for k in np.unique(bin_of)]
    return float(np.dot(people, gaps))
