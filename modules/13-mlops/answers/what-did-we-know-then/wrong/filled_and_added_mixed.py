# ---
# misconception: sql.inner_drop
# story: "Counts every new cell as filled."
# fails: [revisions_kinds]
# says: "last period of old"
# ---
# %% key="revisions"
def revisions(old, new):
    """Return {revised, filled, added, gone: int, series: list} for two vintages."""
    pairs = old.merge(new, on=["series", "period"], how="outer", suffixes=("_old", "_new"), indicator=True)
    both, fresh = pairs["_merge"] == "both", pairs["_merge"] == "right_only"
    changed = both & (pairs["value_old"] != pairs["value_new"])
    inside = pairs["period"] <= old["period"].max()
    return {"revised": int(changed.sum()), "filled": int(fresh.sum()), "added": 0,
            "gone": int((pairs["_merge"] == "left_only").sum()), "series": sorted(set(pairs.loc[changed, "series"]))}
