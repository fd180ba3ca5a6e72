# ---
# misconception: skew.column_order
# story: Walks over the car's own keys, whose order is anybody's.
# fails: [quote_sealed]
# says: the order of FEATURES
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    outside = []
    for name in [name for name in car if name in FEATURES]:
        if pd.isna(car[name]):
            continue
        inside = (known[name].min() <= car[name] <= known[name].max() if name in NUMBERS
                  else car[name] in set(known[name]))
        if not inside:
            outside.append(name)
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": outside}
