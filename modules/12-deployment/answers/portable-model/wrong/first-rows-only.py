# ---
# misconception: ops.parity_one_row
# story: Compares the first ten rows and extrapolates.
# fails: [parity_edges]
# says: a few rows
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = (np.asarray(f(X), dtype=np.float64).ravel() for f in (reference, candidate))
    if p.shape != q.shape or not np.isfinite(np.concatenate([p, q])).all():
        raise ValueError("cannot be compared")
    difference = np.abs(p - q)[:10]
    return {"rows": len(p), "max_difference": float(difference.max()), "worst_row": int(difference.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold))[:10].sum())}
