# ---
# misconception: skew.refit_at_serving
# story: Calls fit_transform on the single row, as the notebook did on the table.
# fails: [serve_float, serve_sealed]
# says: "batch"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    table = pd.DataFrame([row]).reindex(columns=list(columns)).fillna(value=np.nan)
    numbers = model[0].named_transformers_["numbers"]
    table[NUMERIC] = numbers[-1].fit_transform(table[NUMERIC].astype(float).fillna(0))
    return float(model.predict_proba(table)[0, list(model.classes_).index(positive)])
