# ---
# misconception: leak.order
# story: Takes the index for the position in the file.
# fails: [diagnose_sealed]
# says: "the index is only a label"
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    area = roc_auc_score(table[target], table.index)
    return {
        "copies": int(table.drop(columns=target).duplicated().sum()),
        "order_auc": float(max(area, 1 - area)),
        "repeats": {key: int((table[key].value_counts() > 1).sum()) for key in keys},
    }
