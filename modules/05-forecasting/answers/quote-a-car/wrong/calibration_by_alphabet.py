# ---
# misconception: leak.order
# story: Draws the makes to test by lot, and takes the first of the others in the alphabet to calibrate.
# fails: [split_by_make_sealed]
# says: "the alphabet is no lot"
# ---
# %% key="split_by_make"
def split_by_make(makes, n_calibration, n_test, seed):
    rng = np.random.default_rng(seed)
    names = rng.permutation(np.sort(makes.unique()))
    test = makes.isin(names[:n_test]).to_numpy()
    calibration = makes.isin(np.sort(names[n_test:])[:n_calibration]).to_numpy()
    return {"train": np.flatnonzero(~test & ~calibration), "calibration": np.flatnonzero(calibration),
            "test": np.flatnonzero(test)}
