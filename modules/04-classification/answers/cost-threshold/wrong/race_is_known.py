# ---
# misconception: fair.column_kept
# story: Drops only what the birth brings, because race and origin are known when the mother arrives.
# fails: [fit_risk_admission]
# says: by the ward's decision
# ---
# %% key="fit_risk"
def fit_risk(train):
    names = [name for name in train.columns if name not in ("bweight", "lbweight")]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(train[names], train["lbweight"])
    return lambda rows: model.predict_proba(rows[names])[:, 1]
