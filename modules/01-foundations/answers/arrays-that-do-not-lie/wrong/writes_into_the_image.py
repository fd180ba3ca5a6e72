# ---
# misconception: arith.in_place
# story: Works in the caller's array where it is a float array already.
# fails: [normalise_pure]
# says: "img -= low"
# ---
# %% key="normalise"
def normalise(img, low, high):
    img = img.astype(np.float64, copy=False)
    img -= low
    img /= high - low
    return np.clip(img, 0.0, 1.0, out=img)
