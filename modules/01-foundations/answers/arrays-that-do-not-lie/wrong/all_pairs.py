# ---
# misconception: arith.broadcast
# story: Subtracts a column from a row and gets n times n differences.
# fails: [rmse_shapes]
# says: "every measurement against every prediction"
# ---
# %% key="rmse"
def rmse(y, p):
    y, p = np.asarray(y, dtype=float), np.asarray(p, dtype=float)
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))
