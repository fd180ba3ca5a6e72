# ---
# misconception: proba.uncalibrated
# story: Re-weights the classes and multiplies the scores until their mean fits, which leaves the single numbers wrong.
# fails: [fit_risk_meaning]
# says: scaled until their mean fits
# ---
# %% key="fit_risk"
def fit_risk(train):
    names = DICTIONARY.loc[DICTIONARY["known"] == "admission", "column"].tolist()
    model = make_pipeline(StandardScaler(), LogisticRegression(class_weight="balanced", max_iter=1000))
    model.fit(train[names], train["lbweight"])
    factor = train["lbweight"].mean() / model.predict_proba(train[names])[:, 1].mean()
    return lambda rows: model.predict_proba(rows[names])[:, 1] * factor
