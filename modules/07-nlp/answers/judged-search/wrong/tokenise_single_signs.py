# ---
# misconception: text.pattern_drops
# story: "Cuts every sign off on its own: += falls apart into + and =."
# fails: [tokenise_small, tokenise_fresh]
# says: "do they stay together"
# ---
# %% key="tokenise"
def tokenise(text):
    return re.findall(r"\w+|[^\w\s\"'`]", text.lower())
