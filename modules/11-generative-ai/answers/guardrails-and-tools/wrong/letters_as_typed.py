# ---
# misconception: guard.surface
# story: Lowers the case and levels the space, and takes the letters for what they look like.
# fails: [reveal_small, reveal_disguises, reveal_base64]
# says: "drop what has no width"
# ---
# %% key="reveal"
def reveal(text):
    return " ".join(text.lower().split())
