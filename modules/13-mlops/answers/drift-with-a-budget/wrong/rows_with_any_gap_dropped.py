# ---
# misconception: drift.rows_dropped
# story: "Drops every row with a gap in any of the columns."
# fails: [drifted_many]
# says: "each column drops its own gaps"
# ---
# %% key="drifted"
def drifted(reference, current, columns, q=0.05):
    p = pd.Series({c: ks_2samp(reference[columns].dropna()[c], current[columns].dropna()[c], method="asymp").pvalue for c in columns}).sort_values()
    ok = np.flatnonzero(p.to_numpy() <= q * np.arange(1, len(p) + 1) / len(p))
    return sorted(p.index[: ok.max() + 1]) if len(ok) else []
