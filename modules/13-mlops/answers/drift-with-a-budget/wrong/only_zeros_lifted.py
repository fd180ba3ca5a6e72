# ---
# misconception: drift.bins
# story: "Lifts shares of zero, and leaves those between zero and 0.0001."
# fails: [psi_groups]
# says: "becomes 0.0001 too"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        ok = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, ok, side="right"), minlength=len(edges) + 1)
        s = np.append(counts, len(values) - len(ok)) / len(values)
        parts.append(np.where(s == 0, 1e-4, s))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
