# ---
# story: Plain loops, positions by hand, sorting instead of max.
# ---
# %% key="chunk"
def chunk(text, size, overlap):
    starts, ends = [], []
    for place, sign in enumerate(text):
        if not sign.isspace():
            if place == 0 or text[place - 1].isspace():
                starts.append(place)
            if place + 1 == len(text) or text[place + 1].isspace():
                ends.append(place + 1)
    passages, first = [], 0
    while starts:
        last = min(first + size, len(starts))
        passages.append((starts[first], ends[last - 1]))
        if last == len(starts):
            return passages
        first += size - overlap
    return []

# %% key="eval_set"
def eval_set(documents):
    flat = {name: " ".join(text.split()) for name, text in documents.items()}
    questions = []
    for text in documents.values():
        question = first_sentence(text)
        if question not in [q for q, _ in questions]:
            questions.append((question, {name for name in flat if question in flat[name]}))
    for question, holders in questions:
        for name in holders:
            flat[name] = flat[name].replace(question, " ")
    return questions, flat

# %% key="recall_mrr"
def recall_mrr(ranked, relevant, k):
    recall = mrr = 0
    for ranking, right in zip(ranked, relevant):
        seen = []
        for name in ranking:
            if name not in seen and len(seen) < k:
                seen.append(name)
                if name in right:
                    recall += 1 / len(right)
                    mrr += 1 / len(seen) if len(right.intersection(seen)) == 1 else 0
    return recall / len(relevant), mrr / len(relevant)

# %% key="choose"
def choose(settings, score, cost, val, test):
    table = sorted((-score(setting, val), cost(setting), place) for place, setting in enumerate(settings))
    loss, words, place = table[0]
    return {"setting": settings[place], "val": -loss, "test": score(settings[place], test), "words": words}
