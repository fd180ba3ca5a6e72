# ---
# misconception: leak.time
# story: Estimates the spread once, from outcomes that had not arrived at the early looks.
# fails: [z_after_past]
# says: "know only what had arrived"
# ---
# %% key="z_after"
def z_after(a, b, looks):
    spread = a.var(ddof=1) + b.var(ddof=1)
    return np.array([(a[:n].mean() - b[:n].mean()) / np.sqrt(spread / n) for n in looks])
