# ---
# misconception: drift.bins
# story: "Cuts the range of the reference into pieces of equal width."
# fails: [psi_groups, psi_gaps]
# says: "equal widths"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    known = reference[~np.isnan(reference)]
    edges = np.linspace(known.min(), known.max(), bins + 1)[1:-1]
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, seen, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
