# ---
# misconception: leak.preprocess
# story: "Builds the vocabulary and the word weights from all tickets, then fits on the training rows."
# fails: [fit_fresh]
# says: "which rows does the vectoriser see"
# ---
# %% key="fit"
def fit(tickets, train, clean):
    words = TfidfVectorizer(preprocessor=lambda text: clean(text).lower()).fit(tickets["text"])
    rows = tickets.iloc[train]
    model = LogisticRegression(C=10, max_iter=1000).fit(words.transform(rows["text"]), rows["team"].tolist())
    pipeline = make_pipeline(words, model)
    return pipeline
