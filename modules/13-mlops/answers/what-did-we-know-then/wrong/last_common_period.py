# ---
# misconception: count.boundary
# story: "Takes the last period that both vintages have for the last of the old one."
# fails: [revisions_kinds]
# says: "last period of old is filled"
# ---
# %% key="revisions"
def revisions(old, new):
    m = old.merge(new, on=["series", "period"], how="outer", suffixes=("_o", "_n"), indicator=True)
    both, right = m["_merge"] == "both", m["_merge"] == "right_only"
    changed = both & (m["value_o"] != m["value_n"])
    late = m["period"] > m.loc[both, "period"].max()
    return {"revised": int(changed.sum()), "filled": int((right & ~late).sum()), "added": int((right & late).sum()),
            "gone": int((m["_merge"] == "left_only").sum()), "series": sorted(m.loc[changed, "series"].unique())}
