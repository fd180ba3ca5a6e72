# ---
# misconception: metric.answered_only
# story: Scores the passengers whose age is known, and forgets the others.
# fails: [score_shape, score_sealed]
# says: "every test row"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    model = make().fit(train.drop(columns=target), train[target].to_numpy())
    complete = test.dropna(subset=["age", "fare"]).drop(columns=target, errors="ignore")
    return model.predict_proba(complete)[:, list(model.classes_).index(positive)]
