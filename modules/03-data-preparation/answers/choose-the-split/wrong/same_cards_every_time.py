# ---
# misconception: seed.global
# story: Deals with a seed of its own, whatever seed is handed in.
# fails: [group_folds_sealed]
# says: "does the seed reach"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    groups = table.groupby(list(columns), dropna=False).ngroup().to_numpy()
    return list(GroupKFold(n, shuffle=True, random_state=42).split(np.zeros((len(table), 1)), groups=groups))
