# ---
# misconception: proba.wrong_column
# story: Takes column 1, because one is the positive class.
# fails: [score_sealed]
# says: "what does classes_ say"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    model = make().fit(train.drop(columns=target), train[target].to_numpy())
    return model.predict_proba(test.drop(columns=target, errors="ignore"))[:, 1]
