# ---
# misconception: text.case
# story: "Replaces the names as they are spelt in the list, and lets PANDAS through."
# fails: [mask_fresh]
# says: "does your search ignore case"
# ---
# %% key="mask"
def mask(text, names):
    for name in sorted(names, key=len, reverse=True):
        text = re.sub(r"(?<!\w)" + re.escape(name) + r"(?!\w)", "product", text)
    return text
