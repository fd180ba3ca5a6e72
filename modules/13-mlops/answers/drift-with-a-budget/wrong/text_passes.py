# ---
# misconception: skew.schema
# story: "Asks only whether the column is there and filled."
# fails: [breaks_kinds]
# says: "text"
# ---
# %% key="breaks"
def breaks(reference, current, jump=0.5):
    """Return {column: "absent", "text" or "missing"} for the columns whose feed is broken."""
    found = {}
    for name in reference.columns:
        if name not in current.columns:
            found[name] = "absent"
        elif current[name].isna().mean() - reference[name].isna().mean() > jump:
            found[name] = "missing"
    return found
