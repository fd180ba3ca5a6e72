# ---
# misconception: text.pattern_drops
# story: "Keeps the library default: words of two characters or more, no signs."
# fails: [tokenise_small, tokenise_fresh]
# says: "do they stay together"
# ---
# %% key="tokenise"
def tokenise(text):
    return re.findall(r"(?u)\b\w\w+\b", text.lower())
