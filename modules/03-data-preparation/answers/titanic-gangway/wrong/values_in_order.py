# ---
# misconception: skew.column_order
# story: Takes the values in the order in which they came.
# fails: [serve_sealed]
# says: "found by name"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    table = pd.DataFrame([list(row.values())[: len(columns)]], columns=list(columns))
    return float(model.predict_proba(table)[0, list(model.classes_).index(positive)])
