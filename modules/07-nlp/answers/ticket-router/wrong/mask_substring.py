# ---
# misconception: text.substring
# story: "Replaces the letters wherever they stand, so an update turns into an uproductate."
# fails: [mask_small, mask_fresh]
# says: "before and after a name"
# ---
# %% key="mask"
def mask(text, names):
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(re.escape(name), "product", text, flags=re.IGNORECASE)
    return text
