# ---
# misconception: leak.eval_text
# story: Makes the questions and indexes the pages as they are.
# fails: [eval_set_leak, eval_set_right]
# says: "finds itself"
# ---
# %% key="eval_set"
def eval_set(documents):
    flat = {name: " ".join(text.split()) for name, text in documents.items()}
    questions = dict.fromkeys(map(first_sentence, documents.values()))
    return [(q, {name for name, text in flat.items() if q in text}) for q in questions], dict(documents)
