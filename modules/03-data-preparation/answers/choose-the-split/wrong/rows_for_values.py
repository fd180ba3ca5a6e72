# ---
# misconception: leak.group
# story: Counts the rows that repeat a key and not the values.
# fails: [diagnose_survey, diagnose_sealed]
# says: "values, not rows"
# ---
# %% key="diagnose"
def diagnose(table, target, keys):
    area = roc_auc_score(table[target], np.arange(len(table)))
    return {
        "copies": int(table.drop(columns=target).duplicated().sum()),
        "order_auc": float(max(area, 1 - area)),
        "repeats": {key: int(table[key].duplicated(keep=False).sum()) for key in keys},
    }
