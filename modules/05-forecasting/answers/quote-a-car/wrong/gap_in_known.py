# ---
# misconception: arith.nan_spreads
# story: Takes Python's min and max of a column whose first value is a gap.
# fails: [quote_sealed]
# says: in `known`
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    outside = []
    for name in FEATURES:
        if pd.isna(car[name]):
            continue
        inside = (min(known[name]) <= car[name] <= max(known[name]) if name in NUMBERS
                  else car[name] in set(known[name]))
        if not inside:
            outside.append(name)
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": outside}
