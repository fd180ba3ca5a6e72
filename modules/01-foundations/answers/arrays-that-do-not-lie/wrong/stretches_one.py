# ---
# misconception: arith.broadcast
# story: Trusts NumPy to complain about lengths; it stretches a single value.
# fails: [rmse_shapes]
# says: "compare the lengths yourself"
# ---
# %% key="rmse"
def rmse(y, p):
    y, p = np.asarray(y, dtype=float).ravel(), np.asarray(p, dtype=float).ravel()
    return float(np.sqrt(np.mean((y - p) ** 2)))
