# ---
# misconception: leak.preprocess
# story: Fills gaps with the median of both tables before the pipeline sees them.
# fails: [score_sealed]
# says: "pipeline"
# ---
# %% key="score"
def score(make, train, test, target, positive):
    middle = pd.concat([train, test]).median(numeric_only=True)
    train, test = train.fillna(middle), test.fillna(middle)
    model = make().fit(train.drop(columns=target), train[target].to_numpy())
    chances = model.predict_proba(test.drop(columns=target, errors="ignore"))
    return chances[:, list(model.classes_).index(positive)]
