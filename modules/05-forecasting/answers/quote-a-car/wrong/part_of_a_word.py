# ---
# misconception: text.substring
# story: Accepts a word that is only a part of a known one.
# fails: [quote_sealed]
# says: cannot speak about
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    outside = []
    for name in FEATURES:
        if pd.isna(car[name]):
            continue
        inside = (known[name].min() <= car[name] <= known[name].max() if name in NUMBERS
                  else known[name].str.contains(car[name], regex=False).any())
        if not inside:
            outside.append(name)
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": outside}
