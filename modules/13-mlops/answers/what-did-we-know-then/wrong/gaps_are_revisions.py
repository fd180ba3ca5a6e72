# ---
# misconception: table.null_filled
# story: "Counts a cell without a partner as revised, because a gap differs from everything."
# fails: [revisions_kinds]
# says: "a cell without a partner was not revised"
# ---
# %% key="revisions"
def revisions(old, new):
    """Return {revised, filled, added, gone: int, series: list} for two vintages."""
    pairs = old.merge(new, on=["series", "period"], how="outer", suffixes=("_old", "_new"), indicator=True)
    both, fresh = pairs["_merge"] == "both", pairs["_merge"] == "right_only"
    changed = pairs["value_old"] != pairs["value_new"]
    inside = pairs["period"] <= old["period"].max()
    return {"revised": int(changed.sum()), "filled": int((fresh & inside).sum()), "added": int((fresh & ~inside).sum()),
            "gone": int((pairs["_merge"] == "left_only").sum()), "series": sorted(set(pairs.loc[changed, "series"]))}
