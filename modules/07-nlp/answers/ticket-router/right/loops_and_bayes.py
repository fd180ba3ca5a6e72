# ---
# story: "Loops instead of vectors, naive Bayes instead of a regression, a closure instead of a lambda."
# ---
# %% key="mask"
def mask(text, names):
    kept, position = [], 0
    lowered = text.lower()
    by_length = sorted((name.lower() for name in names), key=len, reverse=True)
    wordlike = lambda character: character.isalnum() or character == "_"
    while position < len(text):
        for name in by_length:
            end = position + len(name)
            free_before = position == 0 or not wordlike(text[position - 1])
            free_after = end >= len(text) or not wordlike(text[end])
            if lowered.startswith(name, position) and free_before and free_after:
                kept.append("product")
                position = end
                break
        else:
            kept.append(text[position])
            position += 1
    return "".join(kept)

# %% key="split_by_module"
def split_by_module(tickets, share, rng):
    modules = list(dict.fromkeys(tickets["module"]))
    rng.shuffle(modules)
    module, text = tickets["module"].tolist(), [value.lower() for value in tickets["text"]]
    chosen, rows = set(), 0
    while rows < share * len(module):
        chosen.add(modules.pop())
        rows = sum(value in chosen for value in module)
    test = [i for i, value in enumerate(module) if value in chosen]
    seen = {text[i] for i in test}
    train = [i for i, value in enumerate(module) if value not in chosen and text[i] not in seen]
    return np.array(train), np.array(test)

# %% key="fit"
def fit(tickets, train, clean):
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.naive_bayes import MultinomialNB

    def prepare(text):
        return clean(text).casefold()

    model = make_pipeline(CountVectorizer(preprocessor=prepare, min_df=2), MultinomialNB())
    return model.fit(tickets["text"].iloc[train], tickets["team"].iloc[train].to_numpy(dtype=object))

# %% key="abstain"
def abstain(p_validation, p, coverage):
    sure = [max(row) for row in p_validation]
    for cutoff in sorted(set(sure), reverse=True):
        if sum(value >= cutoff for value in sure) / len(sure) >= coverage:
            break
    return np.array([max(row) >= cutoff for row in p], dtype=bool)

# %% key="report"
def report(y, predicted, answered, teams):
    n = len(y)
    pairs = list(zip(y.tolist(), predicted.tolist(), answered.tolist()))
    told = [true == guess for true, guess, sent in pairs if sent]
    recall, f1 = {}, []
    for team in teams:
        own = [guess == team for true, guess, _ in pairs if true == team]
        received = sum(guess == team for _, guess, _ in pairs)
        recall[team] = sum(own) / len(own) if own else None
        f1.append(2 * sum(own) / (len(own) + received) if own or received else 0.0)
    known = [team for team in teams if recall[team] is not None]
    return {
        "weakest_team": sorted(known, key=lambda team: recall[team])[0],
        "recall": recall,
        "majority_accuracy": float(pd.Series(y).value_counts().iloc[0]) / n,
        "macro_f1": sum(f1) / len(f1),
        "accuracy_answered": sum(told) / len(told) if told else None,
        "accuracy": sum(true == guess for true, guess, _ in pairs) / n,
        "coverage": sum(answered.tolist()) / n,
        "tickets": n,
    }
