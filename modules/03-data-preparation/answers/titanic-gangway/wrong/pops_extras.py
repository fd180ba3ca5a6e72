# ---
# misconception: serve.mutable_state
# story: Removes the extra keys from the dict of the caller.
# fails: [serve_sealed]
# says: "as it was"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    for name in list(row):
        if name not in columns:
            row.pop(name)
    known = {name: np.nan if row.get(name) is None else row[name] for name in columns}
    return float(model.predict_proba(pd.DataFrame([known]))[0, list(model.classes_).index(positive)])
