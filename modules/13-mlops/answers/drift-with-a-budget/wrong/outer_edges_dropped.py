# ---
# misconception: drift.bins
# story: "Takes all quantiles, drops doubles, and then the first and the last, which may be inner edges too."
# fails: [psi_groups]
# says: "still cuts"
# ---
# %% key="psi"
def psi(reference, current, bins=10):
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(0, bins + 1) / bins))[1:-1]
    parts = []
    for values in (reference, current):
        ok = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, ok, side="right"), minlength=len(edges) + 1)
        s = np.append(counts, len(values) - len(ok)) / len(values)
        parts.append(np.maximum(s, 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
