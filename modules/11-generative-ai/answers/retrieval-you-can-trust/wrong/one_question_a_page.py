# ---
# misconception: leak.duplicate
# story: Makes one question a page, with that page as the only right answer.
# fails: [eval_set_right]
# says: "one question with two right answers"
# ---
# %% key="eval_set"
def eval_set(documents):
    questions = [(first_sentence(text), {name}) for name, text in documents.items()]
    cleaned = {name: " ".join(text.split()) for name, text in documents.items()}
    for question, _ in questions:
        cleaned = {name: text.replace(question, "") for name, text in cleaned.items()}
    return questions, cleaned
