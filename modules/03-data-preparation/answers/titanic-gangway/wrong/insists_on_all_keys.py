# ---
# misconception: skew.schema
# story: Takes every column with square brackets, and stops at the first that is absent.
# fails: [serve_sealed]
# says: "a gap is allowed"
# ---
# %% key="serve"
def serve(model, row, columns, positive):
    table = pd.DataFrame([row])[list(columns)]
    return float(model.predict_proba(table)[0, list(model.classes_).index(positive)])
