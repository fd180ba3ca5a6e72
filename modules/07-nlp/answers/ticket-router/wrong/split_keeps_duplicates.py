# ---
# misconception: leak.duplicate
# story: "Keeps modules apart and forgets that two modules can carry the same sentence."
# fails: [split_fresh]
# says: "texts on both sides"
# ---
# %% key="split_by_module"
def split_by_module(tickets, share, rng):
    in_test = np.zeros(len(tickets), dtype=bool)
    for module in rng.permutation(sorted(tickets["module"].unique())):
        if in_test.sum() >= share * len(tickets):
            break
        in_test |= (tickets["module"] == module).to_numpy()
    return np.flatnonzero(~in_test), np.flatnonzero(in_test)
