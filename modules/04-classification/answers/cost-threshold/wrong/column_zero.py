# ---
# misconception: proba.wrong_column
# story: Takes the first column, as in the tumour file, where 0 was the disease.
# fails: [fit_risk_meaning]
# says: lower values for small babies
# ---
# %% key="fit_risk"
def fit_risk(train):
    names = DICTIONARY.loc[DICTIONARY["known"] == "admission", "column"].tolist()
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(train[names], train["lbweight"])
    return lambda rows: model.predict_proba(rows[names])[:, 0]
