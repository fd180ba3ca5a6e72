# ---
# misconception: leak.eval_text
# story: Cuts each page's first sentence and leaves its copies in other pages.
# fails: [eval_set_leak, eval_set_right]
# says: "another page's question stands"
# ---
# %% key="eval_set"
def eval_set(documents):
    flat = {name: " ".join(text.split()) for name, text in documents.items()}
    questions = dict.fromkeys(map(first_sentence, documents.values()))
    cleaned = {name: text.replace(first_sentence(text), "", 1) for name, text in flat.items()}
    return [(q, {name for name, text in flat.items() if q in text}) for q in questions], cleaned
