# ---
# misconception: leak.order
# story: "Takes the positions for labels of the index, and so learns from other rows than it was given."
# fails: [fit_small, fit_fresh]
# says: ".loc reads the index"
# ---
# %% key="fit"
def fit(tickets, train, clean):
    words = TfidfVectorizer(preprocessor=lambda text: clean(text).lower(), sublinear_tf=True)
    rows = tickets.loc[train]
    return make_pipeline(words, LogisticRegression(C=10, max_iter=1000)).fit(rows["text"].tolist(), rows["team"].tolist())
