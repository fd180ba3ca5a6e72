# ---
# misconception: proba.hard_labels
# story: Serves the verdict of predict as a number.
# fails: [serve_float, serve_sealed]
# says: "verdict"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    known = {name: np.nan if row.get(name) is None else row[name] for name in columns}
    return float(model.predict(pd.DataFrame([known]))[0] == positive)
