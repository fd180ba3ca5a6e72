# ---
# misconception: text.substring
# story: "Joins the names into a pattern without asking whether there are any; no names at all match between all signs."
# fails: [mask_small, mask_fresh]
# says: "a pattern made of no names"
# ---
# %% key="mask"
def mask(text, names):
    longest_first = sorted(names, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(re.escape(name) for name in longest_first) + r")(?!\w)"
    return re.sub(pattern, "product", text, flags=re.IGNORECASE)
