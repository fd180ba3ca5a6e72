# ---
# misconception: skew.schema
# story: Hands the model every key of the car, the make included.
# fails: [quote_sealed]
# says: may hold more
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car]))[0])
    outside = []
    for name in FEATURES:
        if pd.isna(car[name]):
            continue
        inside = (known[name].min() <= car[name] <= known[name].max() if name in NUMBERS
                  else car[name] in set(known[name]))
        if not inside:
            outside.append(name)
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": outside}
