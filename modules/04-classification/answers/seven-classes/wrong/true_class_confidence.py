# ---
# misconception: proba.wrong_column
# story: Takes the probability of the true class for the confidence.
# fails: [ece_contract, ece_bins, ece_edges]
# says: per bin
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    confidence = proba[np.arange(len(y)), [list(classes).index(label) for label in y]]
    hit = np.asarray(classes)[proba.argmax(axis=1)] == y
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(hit[bin_of == k].mean() - confidence[bin_of == k].mean()) for k in np.unique(bin_of)]
    people = [np.mean(bin_of == k) for k in np.unique(bin_of)]
    return float(np.dot(people, gaps))
