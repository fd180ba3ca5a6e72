# ---
# misconception: drift.bins
# story: "Uses a histogram that ends where the reference ends."
# fails: [psi_groups]
# says: "closed ends"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        inside = seen[(seen >= known.min()) & (seen <= known.max())] if values is current else seen
        counts = np.bincount(np.searchsorted(edges, inside, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
