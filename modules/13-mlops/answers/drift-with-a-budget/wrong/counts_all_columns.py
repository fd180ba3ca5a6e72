# ---
# misconception: test.multiple
# story: Counts the columns of the table and not those that were tested.
# fails: [drifted_many]
# says: Benjamini and Hochberg keep
# ---
# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    p = {c: ks_2samp(reference[c].dropna(), current[c].dropna(), method="asymp").pvalue for c in columns}
    names = sorted(p, key=p.get); m = len(reference.columns)
    ks = [i + 1 for i, n in enumerate(names) if p[n] <= q * (i + 1) / m]
    k = max(ks, default=0)
    return sorted(names[:k])
