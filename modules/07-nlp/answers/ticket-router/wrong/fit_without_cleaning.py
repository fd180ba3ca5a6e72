# ---
# misconception: leak.name
# story: "Never calls clean: the names of the products stay in and give the team away."
# fails: [fit_fresh]
# says: "cannot sway the model"
# ---
# %% key="fit"
def fit(tickets, train, clean):
    rows = tickets.iloc[train]
    model = make_pipeline(TfidfVectorizer(sublinear_tf=True), LogisticRegression(C=10, max_iter=1000))
    return model.fit(rows["text"].tolist(), rows["team"].tolist())
