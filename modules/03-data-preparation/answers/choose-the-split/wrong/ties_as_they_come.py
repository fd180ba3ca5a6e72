# ---
# misconception: count.boundary
# story: Leaves equal columns in the order of the table.
# fails: [leak_audit_sealed]
# says: "equal ones by name"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    def folded(values):
        area = float(roc_auc_score(y, values))
        return max(area, 1 - area)

    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)
        pairs.append((name, max(folded(filled), folded(column.isna()))))
    return sorted(pairs, key=lambda pair: -pair[1])
