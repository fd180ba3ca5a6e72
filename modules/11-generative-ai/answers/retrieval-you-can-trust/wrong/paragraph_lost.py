# ---
# misconception: rag.body_lost
# story: Drops every line that holds a piece of a question, and with it the sentences beside it.
# fails: [eval_set_right]
# says: "not its paragraph"
# ---
# %% key="eval_set"
def eval_set(documents):
    flat = {name: " ".join(text.split()) for name, text in documents.items()}
    questions = dict.fromkeys(map(first_sentence, documents.values()))
    found = [(q, {name for name, text in flat.items() if q in text}) for q in questions]
    cleaned = {}
    for name, text in documents.items():
        parts = [" ".join(part.split()) for part in text.split("\n\n")]
        cleaned[name] = "\n\n".join(part for part in parts if not any(q in part for q in questions))
    return found, cleaned
