# ---
# misconception: count.boundary
# story: Takes one off the upper end, as if it were included.
# fails: [draw_repeatable]
# says: "upper end of rng.integers"
# ---
# %% key="draw"
def draw(rng, n, k):
    rows = set()
    while len(rows) < k:
        rows.add(int(rng.integers(0, n - 1)))
    return np.array(sorted(rows))
