# ---
# misconception: leak.duplicate
# story: Counts the first of equal rows as a copy as well.
# fails: [diagnose_sealed]
# says: "equal rows"
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    area = roc_auc_score(table[target], np.arange(len(table)))
    return {
        "copies": int(table.drop(columns=target).duplicated(keep=False).sum()),
        "order_auc": float(max(area, 1 - area)),
        "repeats": {key: int((table[key].value_counts() > 1).sum()) for key in keys},
    }
