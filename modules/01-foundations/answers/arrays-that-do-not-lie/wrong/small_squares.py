# ---
# misconception: arith.overflow
# story: Squares the differences in the measurements' own type.
# fails: [rmse_shapes]
# says: "3 - 5 is 254"
# ---
# %% key="rmse"
def rmse(y, p):
    y, p = y.ravel(), p.ravel()
    if len(y) != len(p):
        raise ValueError("lengths differ")
    return float(np.sqrt(np.mean((y - p) ** 2)))
