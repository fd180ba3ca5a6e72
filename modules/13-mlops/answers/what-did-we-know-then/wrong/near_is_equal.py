# ---
# misconception: ops.small_revision
# story: "Compares the two vintages by np.isclose, so that a small revision of a large figure goes unseen."
# fails: [revisions_kinds]
# says: "every other value is a revision"
# ---
# %% key="revisions"
def revisions(old, new):
    m = old.merge(new, on=["series", "period"], how="outer", suffixes=("_o", "_n"), indicator=True)
    both, right = m["_merge"] == "both", m["_merge"] == "right_only"
    changed = both & ~np.isclose(m["value_o"], m["value_n"])
    late = m["period"] > old["period"].max()
    return {"revised": int(changed.sum()), "filled": int((right & ~late).sum()), "added": int((right & late).sum()),
            "gone": int((m["_merge"] == "left_only").sum()), "series": sorted(m.loc[changed, "series"].unique())}
