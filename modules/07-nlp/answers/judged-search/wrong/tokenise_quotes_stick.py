# ---
# misconception: text.pattern_drops
# story: "Lets quotes be signs, so a quoted operator never meets the bare one that is asked for."
# fails: [tokenise_small, tokenise_fresh]
# says: "must not stick"
# ---
# %% key="tokenise"
def tokenise(text):
    return re.findall(r"\w+|[^\w\s]+", text.lower())
