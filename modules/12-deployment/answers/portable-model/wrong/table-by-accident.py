# ---
# misconception: arith.broadcast
# story: Subtracts a column from a row without looking at their shapes.
# fails: [parity_edges]
# says: a table of n × n
# ---
# %% key="parity"
def parity(reference, candidate, X, threshold):
    p, q = (np.asarray(f(X), dtype=np.float64) for f in (reference, candidate))
    if len(p) != len(q) or not (np.isfinite(p).all() and np.isfinite(q).all()):
        raise ValueError("cannot be compared")
    difference = np.abs(p - q)
    return {"rows": len(p), "max_difference": float(difference.max()), "worst_row": int(difference.argmax()),
            "flips": int(((p >= threshold) != (q >= threshold)).sum())}
