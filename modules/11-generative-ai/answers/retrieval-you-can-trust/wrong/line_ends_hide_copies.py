# ---
# misconception: leak.duplicate
# story: Looks for a sentence's copies letter by letter, so that a line's end hides one.
# fails: [eval_set_right]
# says: "across a line's end"
# ---
# %% key="eval_set"
def eval_set(documents):
    asked = list(dict.fromkeys(first_sentence(text) for text in documents.values()))
    questions = [(q, {name for name, text in documents.items() if q in text or q == first_sentence(text)}) for q in asked]
    pattern = re.compile("|".join(r"\s+".join(map(re.escape, q.split())) for q in sorted(asked, key=len, reverse=True)))
    cleaned = {name: pattern.sub(" ", text) for name, text in documents.items()}
    return questions, cleaned
