# ---
# misconception: proba.uncalibrated
# story: Re-weights the classes because the treated are few.
# fails: [propensity_class]
# says: "class weights pretend"
# ---
# %% key="propensity"
def propensity(X, labels, treated):
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000, class_weight="balanced")).fit(X, labels)
    return model.predict_proba(X)[:, list(model.classes_).index(treated)]
