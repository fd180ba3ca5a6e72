# ---
# misconception: cost.swapped
# story: Weighs the side above with one minus tau.
# fails: [pinball_sealed]
# says: which side is tau's
# ---
# %% key="pinball"
def pinball(y, q, tau):
    return float(np.mean(np.where(y > q, (1 - tau) * (y - q), tau * (q - y))))
