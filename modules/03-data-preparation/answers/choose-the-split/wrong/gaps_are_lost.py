# ---
# misconception: leak.group
# story: Groups with the default of pandas, which leaves rows without a key out.
# fails: [group_folds_sealed]
# says: "are rows dropped"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    indices = list(table.reset_index(drop=True).groupby(list(columns)).indices.values())
    parts = [np.concatenate([indices[k] for k in part]) for part in
             np.array_split(np.random.default_rng(seed).permutation(len(indices)), n)]
    return [(np.concatenate(parts[:k] + parts[k + 1:]), parts[k]) for k in range(n)]
