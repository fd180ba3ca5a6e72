# ---
# misconception: cost.default_threshold
# story: Compares the decisions at one half, whatever threshold is in use.
# fails: [parity_edges]
# says: no threshold of your own
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = (np.asarray(f(X), dtype=np.float64).ravel() for f in (reference, candidate))
    if p.shape != q.shape or not np.isfinite(np.concatenate([p, q])).all():
        raise ValueError("cannot be compared")
    difference = np.abs(p - q)
    return {"rows": len(p), "max_difference": float(difference.max()), "worst_row": int(difference.argmax()),
            "flips": int((np.round(p) != np.round(q)).sum())}
