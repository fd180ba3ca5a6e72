# ---
# misconception: proba.uncalibrated
# story: Compares the mean confidence with the accuracy, where too sure and too modest cancel.
# fails: [ece_bins, ece_edges]
# says: must not cancel
# ---
# %% key="ece"
def ece(y, proba, classes, bins):
    hit = np.asarray(classes)[proba.argmax(axis=1)] == y
    return float(abs(hit.mean() - proba.max(axis=1).mean()))
