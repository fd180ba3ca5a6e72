# ---
# misconception: skew.schema
# story: Trusts that a fitted model answers every car.
# fails: [quote_sealed]
# says: features that training cannot speak about
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": []}
