# ---
# misconception: leak.group
# story: Stratifies by the group, which spreads every person over all folds.
# fails: [group_folds_sealed]
# says: "A stratified split"
# ---
# %% key="group_folds"
def group_folds(table, columns, n, seed):
    place = np.random.default_rng(seed).permutation(len(table))
    groups = table.groupby(list(columns), dropna=False).ngroup().to_numpy()
    turn = pd.Series(place).groupby(groups).rank().to_numpy().astype(int) % n
    turn[place[:n]] = np.arange(n)
    return [(np.flatnonzero(turn != k), np.flatnonzero(turn == k)) for k in range(n)]
