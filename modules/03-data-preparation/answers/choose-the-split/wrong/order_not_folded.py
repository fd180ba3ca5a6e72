# ---
# misconception: metric.wrong_order
# story: Leaves an AUC of zero as it is, and finds nothing wrong with a file sorted downwards.
# fails: [diagnose_sealed]
# says: "the last step: fold it"
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    area = roc_auc_score(table[target], np.arange(len(table)))
    return {
        "copies": int(table.drop(columns=target).duplicated().sum()),
        "order_auc": float(area),
        "repeats": {key: int((table[key].value_counts() > 1).sum()) for key in keys},
    }
