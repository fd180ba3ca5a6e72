# ---
# misconception: drift.one_way
# story: "Computes the Kullback-Leibler divergence and calls it PSI."
# fails: [psi_contract, psi_groups, psi_gaps]
# says: "Kullback-Leibler"
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
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum(c * np.log(c / r)))
