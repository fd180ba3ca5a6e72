# ---
# misconception: metric.wrong_order
# story: Takes the greater of the two AUCs first, and folds only that one.
# fails: [leak_audit_sealed]
# says: "Fold each of the two"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)
        area = float(max(roc_auc_score(y, filled), roc_auc_score(y, column.isna())))
        pairs.append((name, max(area, 1 - area)))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
