# ---
# misconception: leak.order
# story: Draws only a start and takes the rows that follow it, round the end.
# fails: [draw_repeatable]
# says: "a block with a random start"
# ---
# %% key="draw"
def draw(rng, n, k):
    start = rng.integers(n)
    return np.sort((start + np.arange(k)) % n)
