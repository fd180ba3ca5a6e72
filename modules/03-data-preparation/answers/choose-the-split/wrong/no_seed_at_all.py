# ---
# misconception: seed.missing
# story: Deals the groups out without the seed.
# fails: [group_folds_sealed]
# says: "every random number"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    groups = table.groupby(list(columns), dropna=False).ngroup().to_numpy()
    return list(GroupKFold(n, shuffle=True).split(np.zeros((len(table), 1)), groups=groups))
