# ---
# misconception: table.zero_missing
# story: Writes `or` for the gap, so that a zero becomes one as well.
# fails: [serve_sealed]
# says: "did `or` turn it into a gap"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    known = {name: row.get(name) or np.nan for name in columns}
    return float(model.predict_proba(pd.DataFrame([known]))[0, list(model.classes_).index(positive)])
