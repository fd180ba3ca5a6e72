# ---
# misconception: proba.uncalibrated
# story: Asks for balanced class weights because small babies are rare, and reads the scores as probabilities.
# fails: [fit_risk_meaning]
# says: class weights or resampling change the share
# ---
# %% key="fit_risk"
def fit_risk(train):
    names = DICTIONARY.loc[DICTIONARY["known"] == "admission", "column"].tolist()
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=1000))
    model.fit(train[names], train["lbweight"])
    return lambda rows: model.predict_proba(rows[names])[:, 1]
