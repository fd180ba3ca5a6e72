# ---
# misconception: leak.group
# story: Puts everybody with a gap into one group, whatever the other columns say.
# fails: [group_folds_sealed]
# says: "two groups"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    whole = table[list(columns)].notna().all(axis=1).to_numpy()
    groups = np.where(whole, table.groupby(list(columns), dropna=False).ngroup().to_numpy(), -1)
    splitter = GroupKFold(n, shuffle=True, random_state=seed)
    return list(splitter.split(np.zeros((len(table), 1)), groups=groups))
