# ---
# misconception: metric.wrong_order
# story: Overlooks columns that leak downwards.
# fails: [leak_audit_sealed]
# says: "AUC"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    def folded(values):
        area = float(roc_auc_score(y, values))
        return area

    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)
        pairs.append((name, max(folded(filled), folded(column.isna()))))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
