# ---
# misconception: metric.ties
# story: Compares a float32 score with the threshold as it comes, which rounds the threshold too.
# fails: [parity_edges]
# says: compared in float32
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = np.ravel(reference(X)), np.ravel(candidate(X))
    if len(p) != len(q) or not (np.isfinite(p).all() and np.isfinite(q).all()):
        raise ValueError("cannot be compared")
    gap = np.abs(p.astype(np.float64) - q.astype(np.float64))
    return {"rows": len(p), "max_difference": float(gap.max()), "worst_row": int(gap.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold)).sum())}
