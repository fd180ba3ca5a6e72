# ---
# misconception: drift.break_as_drift
# story: "Takes a column whose values lie elsewhere for a broken one."
# fails: [breaks_kinds]
# says: "moved values are drift"
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
        elif current[name].isna().mean() - reference[name].isna().mean() > jump:
            found[name] = "missing"
        elif pd.api.types.is_numeric_dtype(reference[name]) and current[name].mean() > 10 * reference[name].max():
            found[name] = "missing"
    return found
