# ---
# misconception: drift.bins
# story: "Draws the groups from both samples together, so that each has its say."
# fails: [psi_groups, psi_gaps]
# says: "edges from both samples"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    known = np.concatenate([reference, current])
    known = known[~np.isnan(known)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, seen, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
