# ---
# misconception: skew.refit_at_serving
# story: Writes zero where nothing is known.
# fails: [serve_sealed]
# says: "a number of your own"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    known = {name: 0 if row.get(name) is None else row[name] for name in columns}
    return float(model.predict_proba(pd.DataFrame([known]))[0, list(model.classes_).index(positive)])
