# ---
# misconception: seed.global
# story: Makes a generator with a fixed seed inside, so that it is reproducible.
# fails: [draw_repeatable]
# says: "starts at the same place"
# ---
# %% key="draw"
def draw(rng, n, k):
    rng = np.random.default_rng(42)
    return np.sort(rng.choice(n, size=k, replace=False))
