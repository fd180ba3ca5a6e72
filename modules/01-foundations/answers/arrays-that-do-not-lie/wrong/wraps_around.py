# ---
# misconception: arith.overflow
# story: Subtracts in the image's own small type.
# fails: [normalise_levels]
# says: "10 - 50 is 216"
# ---
# %% key="normalise"
def normalise(img, low, high):
    return np.clip((img - img.dtype.type(low)) / (high - low), 0.0, 1.0).astype(np.float64)
