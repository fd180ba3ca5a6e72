# ---
# misconception: drift.old_gaps
# story: "Calls it a break when gaps are closed."
# fails: [breaks_kinds]
# says: "gaps that were closed"
# ---
# %% key="breaks"
def breaks(reference, current, jump=0.5):
    numeric, out = pd.api.types.is_numeric_dtype, {}
    for c in reference.columns:
        if c not in current.columns:
            out[c] = "absent"
        elif numeric(reference[c]) and not numeric(current[c]):
            out[c] = "text"
        elif abs(current[c].isna().mean() - reference[c].isna().mean()) > jump:
            out[c] = "missing"
    return out
