# ---
# misconception: proba.wrong_column
# story: Serves the second class, whatever it is called.
# fails: [serve_sealed]
# says: "the class that"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    known = {name: np.nan if row.get(name) is None else row[name] for name in columns}
    return float(model.predict_proba(pd.DataFrame([known]))[0, 1])
