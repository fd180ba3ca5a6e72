# ---
# misconception: ops.parity_one_row
# story: Reports the mean difference over all rows as the difference.
# fails: [parity_edges]
# says: the largest absolute difference
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = (np.asarray(f(X), dtype=np.float64).ravel() for f in (reference, candidate))
    if p.shape != q.shape or not np.isfinite(np.concatenate([p, q])).all():
        raise ValueError("cannot be compared")
    difference = np.abs(p - q)
    return {"rows": len(p), "max_difference": float(difference.mean()), "worst_row": int(difference.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold)).sum())}
