# ---
# misconception: drift.floor
# story: "Adds 0.0001 to every share, so that none is zero."
# fails: [psi_groups, psi_gaps]
# says: "nothing is added"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        ok = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, ok, side="right"), minlength=len(edges) + 1)
        parts.append(np.append(counts, len(values) - len(ok)) / len(values) + 1e-4)
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
