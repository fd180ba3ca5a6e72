# ---
# misconception: proba.hard_labels
# story: Returns predict of a deep tree as floats, so every score is 0 or 1.
# fails: [fit_risk_meaning]
# says: so that a cost can decide where to cut
# ---
# %% key="fit_risk"
def fit_risk(train):
    from sklearn.tree import DecisionTreeClassifier

    names = DICTIONARY.loc[DICTIONARY["known"] == "admission", "column"].tolist()
    model = DecisionTreeClassifier(random_state=0).fit(train[names], train["lbweight"])
    return lambda rows: model.predict(rows[names]).astype(float)
