# ---
# misconception: skew.train_only
# story: "Cleans the training texts beforehand; at scoring time raw texts meet the model."
# fails: [fit_fresh]
# says: "when it scores"
# ---
# %% key="fit"
def fit(tickets, train, clean):
    rows = tickets.iloc[train]
    model = make_pipeline(TfidfVectorizer(), LogisticRegression(C=10, max_iter=1000))
    return model.fit([clean(text) for text in rows["text"]], rows["team"].tolist())
