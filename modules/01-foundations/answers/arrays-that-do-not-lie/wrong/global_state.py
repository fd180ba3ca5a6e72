# ---
# misconception: seed.missing
# story: Draws from NumPy's global state and ignores the generator.
# fails: [draw_repeatable]
# says: "equal generators, equal draws"
# ---
# %% key="draw"
def draw(rng, n, k):
    return np.sort(np.random.permutation(n)[:k])
