# ---
# misconception: seed.global
# story: Seeds the global state, which every other cell draws from.
# fails: [split_by_make_sealed]
# says: a generator of your own
# ---
# %% key="split_by_make"
def split_by_make(makes, n_calibration, n_test, seed):
    np.random.seed(seed)
    order = np.random.permutation(sorted(set(makes)))
    parts = {"train": order[n_test + n_calibration:], "calibration": order[n_test:n_test + n_calibration],
             "test": order[:n_test]}
    return {name: np.flatnonzero(makes.isin(chosen)) for name, chosen in parts.items()}
