# ---
# misconception: ops.unordered
# story: Sorts the looks on the way.
# fails: [z_after_past]
# says: "in the order of the list"
# ---
# %% key="z_after"
def z_after(a, b, looks):
    return np.array([(a[:n].mean() - b[:n].mean()) / np.sqrt(a[:n].var(ddof=1) / n + b[:n].var(ddof=1) / n) for n in sorted(looks)], float)
