# ---
# misconception: ops.unordered
# story: "Leaves the names in the order of their p-values."
# fails: [drifted_many]
# says: "sort the names at the end"
# ---
# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    p = pd.Series({c: ks_2samp(reference[c].dropna(), current[c].dropna(), method="asymp").pvalue for c in columns}).sort_values()
    ok = np.flatnonzero(p.to_numpy() <= q * np.arange(1, len(p) + 1) / len(p))
    return list(p.index[: ok.max() + 1]) if len(ok) else []
