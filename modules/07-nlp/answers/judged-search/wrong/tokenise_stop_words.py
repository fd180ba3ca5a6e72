# ---
# misconception: text.stop_words
# story: "Removes English stop words, as every tutorial does, and with them half of the keywords."
# fails: [tokenise_fresh]
# says: "no list of stop words"
# ---
# %% key="tokenise"
def tokenise(text):
    from sklearn.feature_extraction.text import ENGLISH_STOP_WORDS

    return [token for token in re.findall(r"\w+|[^\w\s\"'`]+", text.lower()) if token not in ENGLISH_STOP_WORDS]
