# ---
# misconception: serve.mutable_state
# story: Fills the gaps in the dict of the caller.
# fails: [serve_sealed]
# says: "its gap too"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    for name in columns:
        if row.get(name) is None:
            row[name] = np.nan
    table = pd.DataFrame([row])[list(columns)]
    return float(model.predict_proba(table)[0, list(model.classes_).index(positive)])
