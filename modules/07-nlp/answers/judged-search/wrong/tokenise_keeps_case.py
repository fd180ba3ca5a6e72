# ---
# misconception: text.case
# story: "Forgets the lower case, so None and none are strangers."
# fails: [tokenise_fresh]
# says: "are `None` and `none` one token"
# ---
# %% key="tokenise"
def tokenise(text):
    return re.findall(r"\w+|[^\w\s\"'`]+", text)
