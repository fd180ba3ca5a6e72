# ---
# misconception: test.step_down
# story: "Walks up from the smallest p and stops at the first that fails."
# fails: [drifted_many]
# says: "the largest k that passes"
# ---
# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    """Return the sorted names of the columns that have drifted, by KS tests and Benjamini-Hochberg at q."""
    p = {name: ks_2samp(reference[name].dropna(), current[name].dropna(), method="asymp").pvalue for name in columns}
    ranked = sorted(p, key=p.get)
    passed = [k for k, name in enumerate(ranked, start=1) if p[name] <= q * k / len(ranked)]
    k = 0
    while k < len(ranked) and k + 1 in passed:
        k += 1
    return sorted(ranked[:k])
