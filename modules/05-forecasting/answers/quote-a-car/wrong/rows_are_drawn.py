# ---
# misconception: leak.group
# story: Shuffles rows, as every tutorial does, so that a car's sisters stand on the other side.
# fails: [split_by_make_sealed]
# says: draw makes and not rows
# ---
# %% key="split_by_make"
def split_by_make(makes, n_calibration, n_test, seed):
    order = np.random.default_rng(seed).permutation(len(makes))
    share = len(makes) / makes.nunique()
    a, b = round(n_test * share), round((n_test + n_calibration) * share)
    return {"train": np.sort(order[b:]), "calibration": np.sort(order[a:b]), "test": np.sort(order[:a])}
