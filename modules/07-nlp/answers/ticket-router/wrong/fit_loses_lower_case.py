# ---
# misconception: text.case
# story: "Hands clean over as the preprocessor and so switches the lower-casing off."
# fails: [fit_fresh]
# says: "lower-casing off"
# ---
# %% key="fit"
def fit(tickets, train, clean):
    rows = tickets.iloc[train]
    model = make_pipeline(TfidfVectorizer(preprocessor=clean), LogisticRegression(C=10, max_iter=1000))
    return model.fit(rows["text"].tolist(), rows["team"].tolist())
