# ---
# misconception: metric.ties
# story: Compares the copy's decisions in its own single precision.
# fails: [parity_edges]
# says: turned into float64
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = np.ravel(reference(X)), np.ravel(candidate(X))
    if p.shape != q.shape or not (np.isfinite(p).all() and np.isfinite(q).all()):
        raise ValueError("cannot be compared")
    difference = np.abs(p.astype(np.float64) - q.astype(np.float64))
    return {"rows": len(p), "max_difference": float(difference.max()), "worst_row": int(difference.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold)).sum())}
