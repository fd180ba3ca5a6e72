# ---
# misconception: metric.macro_micro
# story: Averages the gaps over the bins, so a bin of two people counts like a full one.
# fails: [ece_contract, ece_bins, ece_edges]
# says: weighted by people
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    confidence = proba.max(axis=1)
    hit = np.asarray(classes)[proba.argmax(axis=1)] == y
    bin_of = np.minimum((confidence * bins).astype(int), bins - 1)
    gaps = [abs(hit[bin_of == k].mean() - confidence[bin_of == k].mean()) for k in np.unique(bin_of)]
    return float(np.mean(gaps))
