# ---
# misconception: leak.preprocess
# story: Fits on both tables where the test table has labels, because more rows are better.
# fails: [score_sealed]
# says: "put the two tables together"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    rows = pd.concat([train, test]) if target in test else train
    model = make().fit(rows.drop(columns=target), rows[target].to_numpy())
    chances = model.predict_proba(test.drop(columns=target, errors="ignore"))
    return chances[:, list(model.classes_).index(positive)]
