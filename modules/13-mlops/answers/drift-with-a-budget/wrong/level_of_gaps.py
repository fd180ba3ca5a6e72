# ---
# misconception: drift.old_gaps
# story: "Looks at the share of gaps today and forgets that there were gaps before."
# fails: [breaks_kinds]
# says: "how many gaps were there"
# ---
# %% key="breaks"
def breaks(reference, current, jump=0.5):
    """Return {column: "absent", "text" or "missing"} for the columns whose feed is broken."""
    found = {}
    for name in reference.columns:
        if name not in current.columns:
            found[name] = "absent"
        elif pd.api.types.is_numeric_dtype(reference[name]) and not pd.api.types.is_numeric_dtype(current[name]):
            found[name] = "text"
        elif current[name].isna().mean() > jump:
            found[name] = "missing"
    return found
