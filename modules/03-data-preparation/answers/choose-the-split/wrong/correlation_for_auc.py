# ---
# misconception: metric.wrong_scale
# story: Measures by correlation, which a skewed column halves.
# fails: [leak_audit_sealed]
# says: "is it an AUC"
# ---
# %% key="leak_audit"
def leak_audit(X, y):
    def folded(values):
        area = float(roc_auc_score(y, values))
        return max(area, 1 - area)

    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)
        pairs.append((name, 0.5 + abs(np.nan_to_num(filled.corr(pd.Series(y, X.index)))) / 2))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
