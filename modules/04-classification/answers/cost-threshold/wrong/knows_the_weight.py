# ---
# misconception: leak.target
# story: Takes every column but the label, so the weight on the scale predicts the weight class.
# fails: [fit_risk_admission]
# says: nobody knows the weight of the baby at admission
# ---
# %% key="fit_risk"
def fit_risk(train):
    names = [name for name in train.columns if name != "lbweight"]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(train[names], train["lbweight"])
    return lambda rows: model.predict_proba(rows[names])[:, 1]
