# ---
# story: "Character n-grams and a stiffer regression; pandas for the split; partition for the cut-off."
# ---
# %% key="mask"
def mask(text, names):
    known = {re.escape(name.lower()) for name in names} or {"(?!)"}  # a pattern that never matches
    pattern = "|".join(sorted(known, key=len)[::-1])
    return re.compile(rf"(?:^|(?<=\W))({pattern})(?=\W|$)", re.I).sub("product", text)

# %% key="split_by_module"
def split_by_module(tickets, share, rng):
    table = tickets.reset_index(drop=True)
    table["text"] = table["text"].str.casefold()
    sizes = table.groupby("module").size().sample(frac=1, random_state=rng)
    before = sizes.cumsum() - sizes
    chosen = before[before < share * len(table)].index
    test = table[table["module"].isin(chosen)]
    train = table.drop(test.index)
    return train[~train["text"].isin(test["text"])].index.to_numpy(), test.index.to_numpy()

# %% key="fit"
def fit(tickets, train, clean):
    rows = tickets.iloc[train].reset_index(drop=True)
    letters = TfidfVectorizer(preprocessor=lambda text: clean(text).lower(), analyzer="char_wb", ngram_range=(2, 4))
    return make_pipeline(letters, LogisticRegression(C=30, max_iter=2000)).fit(rows.text, rows.team)

# %% key="abstain"
def abstain(p_validation, p, coverage):
    sure = p_validation.max(axis=1)
    skipped = int(np.floor((1 - coverage) * len(sure)))
    return np.max(p, axis=1) >= np.partition(sure, skipped)[skipped]

# %% key="report"
def report(y, predicted, answered, teams):
    from sklearn.metrics import accuracy_score, precision_recall_fscore_support

    y, predicted = pd.Series(y), pd.Series(predicted)
    _, recalls, f1, support = precision_recall_fscore_support(y, predicted, labels=teams, zero_division=0)
    recall = {team: float(value) if count else None for team, value, count in zip(teams, recalls, support)}
    lowest = min(value for value in recall.values() if value is not None)
    return {
        "tickets": int(y.size),
        "coverage": float(np.mean(answered)),
        "accuracy": float(accuracy_score(y, predicted)),
        "accuracy_answered": float((y == predicted)[answered].mean()) if any(answered) else None,
        "macro_f1": float(f1.mean()),
        "majority_accuracy": float(y.value_counts(normalize=True).max()),
        "recall": recall,
        "weakest_team": [team for team in teams if recall[team] == lowest][0],
    }
