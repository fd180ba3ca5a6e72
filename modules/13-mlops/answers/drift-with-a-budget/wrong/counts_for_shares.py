# ---
# misconception: table.grain
# story: "Counts gaps against the rows of the reference, however long today's table is."
# fails: [breaks_kinds]
# says: "shares, not counts"
# ---
# %% key="breaks"
def breaks(reference, current, jump=0.5):
    numeric, out = pd.api.types.is_numeric_dtype, {}
    for c in reference.columns:
        if c not in current.columns:
            out[c] = "absent"
        elif numeric(reference[c]) and not numeric(current[c]):
            out[c] = "text"
        elif current[c].isna().sum() - reference[c].isna().sum() > jump * len(reference):
            out[c] = "missing"
    return out
