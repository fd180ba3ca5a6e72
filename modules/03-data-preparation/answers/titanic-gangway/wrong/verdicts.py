# ---
# misconception: proba.hard_labels
# story: Returns verdicts as floats.
# fails: [score_sealed]
# says: "already cut at one half"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    model = make().fit(train.drop(columns=target), train[target].to_numpy())
    return (model.predict(test.drop(columns=target, errors="ignore")) == positive).astype(float)
