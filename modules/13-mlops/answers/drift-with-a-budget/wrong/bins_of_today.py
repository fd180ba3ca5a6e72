# ---
# misconception: drift.bins
# story: "Draws the groups from the current sample."
# fails: [psi_contract, psi_groups, psi_gaps]
# says: "no say in"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    known = current[~np.isnan(current)]
    known = known if len(known) else reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, seen, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
