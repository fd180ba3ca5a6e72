# ---
# misconception: leak.duplicate
# story: Calls rows copies only where the answer is the same, too.
# fails: [diagnose_sealed]
# says: "equal rows"
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    area = roc_auc_score(table[target], np.arange(len(table)))
    return {
        "copies": int(table.duplicated().sum()),
        "order_auc": float(max(area, 1 - area)),
        "repeats": {key: int((table[key].value_counts() > 1).sum()) for key in keys},
    }
