# ---
# misconception: metric.answered_only
# story: Measures on the rows that have a value.
# fails: [leak_audit_sealed]
# says: "AUC"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    pairs = []
    for name, column in X.items():
        there = column.notna().to_numpy()
        strength = 0.5
        for values, labels in [(column[there], y[there]), (column.isna(), y)]:
            if len(set(labels)) == 2:
                area = float(roc_auc_score(labels, values))
                strength = max(strength, area, 1 - area)
        pairs.append((name, strength))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
