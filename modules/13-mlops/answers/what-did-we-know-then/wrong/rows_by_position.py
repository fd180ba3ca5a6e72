# ---
# misconception: table.grain
# story: "Compares row with row, as if both tables had the same cells in the same order."
# fails: [revisions_kinds]
# says: "same order"
# ---
# %% key="revisions"
def revisions(old, new):
    n = min(len(old), len(new))
    changed = old["value"].to_numpy()[:n] != new["value"].to_numpy()[:n]
    return {"revised": int(changed.sum()), "filled": max(len(new) - len(old), 0), "added": 0,
            "gone": max(len(old) - len(new), 0), "series": sorted(set(old["series"].to_numpy()[:n][changed]))}
