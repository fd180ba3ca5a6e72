# ---
# misconception: leak.group
# story: Shuffles rows, because shuffling is fair.
# fails: [group_folds_sealed]
# says: "groups with rows on both sides"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    return list(KFold(n, shuffle=True, random_state=seed).split(table))
