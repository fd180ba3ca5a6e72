# ---
# misconception: skew.schema
# story: Takes a 0 for a gap, so that a car without power looks ordinary.
# fails: [quote_sealed]
# says: cannot speak about
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    outside = []
    for name in FEATURES:
        if not car[name] or pd.isna(car[name]):
            continue
        inside = (known[name].min() <= car[name] <= known[name].max() if name in NUMBERS
                  else car[name] in set(known[name]))
        if not inside:
            outside.append(name)
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": outside}
