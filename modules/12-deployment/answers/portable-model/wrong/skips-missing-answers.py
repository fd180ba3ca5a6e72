# ---
# misconception: metric.answered_only
# story: Compares the rows on which both sides gave an answer.
# fails: [parity_edges]
# says: no parity can be stated
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = (np.asarray(f(X), dtype=np.float64).ravel() for f in (reference, candidate))
    if p.shape != q.shape:
        raise ValueError("cannot be compared")
    difference = np.nan_to_num(np.abs(p - q))
    return {"rows": len(p), "max_difference": float(difference.max()), "worst_row": int(difference.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold)).sum())}
