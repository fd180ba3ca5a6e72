# ---
# misconception: leak.target
# story: Leaves the outcome among the features, since the pipeline picks its columns anyway.
# fails: [score_sealed]
# says: "target among the features"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    model = make().fit(train, train[target].to_numpy())
    return model.predict_proba(test)[:, list(model.classes_).index(positive)]
