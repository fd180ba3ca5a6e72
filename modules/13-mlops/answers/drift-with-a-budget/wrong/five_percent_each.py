# ---
# misconception: test.multiple
# story: "Tests every column at five percent."
# fails: [drifted_many]
# says: "five percent for each"
# ---
# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    """Return the sorted names of the columns that have drifted, by KS tests and Benjamini-Hochberg at q."""
    p = {name: ks_2samp(reference[name].dropna(), current[name].dropna(), method="asymp").pvalue for name in columns}
    ranked = sorted(p, key=p.get)
    return sorted(name for name in ranked if p[name] < q)
