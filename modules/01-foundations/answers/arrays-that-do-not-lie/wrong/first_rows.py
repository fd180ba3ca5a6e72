# ---
# misconception: leak.order
# story: Takes the first rows, as if their order meant nothing.
# fails: [draw_repeatable]
# says: "a new draw at each call"
# ---
# %% key="draw"
def draw(rng, n, k):
    return np.arange(k)
