# ---
# misconception: leak.target
# story: Fills the gaps and never asks what they know.
# fails: [leak_audit_sealed]
# says: "mask of the gaps"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    def folded(values):
        area = float(roc_auc_score(y, values))
        return max(area, 1 - area)

    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)
        pairs.append((name, folded(filled)))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
