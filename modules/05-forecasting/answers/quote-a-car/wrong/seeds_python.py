# ---
# misconception: seed.global
# story: Seeds Python's own shared generator and leaves NumPy's alone.
# fails: [split_by_make_sealed]
# says: a generator of your own
# ---
# %% key="split_by_make"
def split_by_make(makes, n_calibration, n_test, seed):
    random.seed(seed)
    order = sorted(set(makes))
    random.shuffle(order)
    parts = {"train": order[n_test + n_calibration:], "calibration": order[n_test:n_test + n_calibration],
             "test": order[:n_test]}
    return {name: np.flatnonzero(makes.isin(chosen)) for name, chosen in parts.items()}
