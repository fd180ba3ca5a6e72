# ---
# misconception: leak.duplicate
# story: Keeps one row of every group and throws the others away.
# fails: [group_folds_sealed]
# says: "are rows dropped"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    kept = np.flatnonzero(~table.duplicated(list(columns)).to_numpy())
    splitter = KFold(n, shuffle=True, random_state=seed)
    return [(kept[a], kept[b]) for a, b in splitter.split(kept)]
