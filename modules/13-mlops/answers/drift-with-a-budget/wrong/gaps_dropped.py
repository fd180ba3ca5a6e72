# ---
# misconception: drift.gaps_dropped
# story: "Drops the gaps before anything is counted."
# fails: [psi_gaps]
# says: "a feed that loses values"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, seen, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(counts / max(len(seen), 1), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
