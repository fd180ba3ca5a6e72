# ---
# misconception: count.boundary
# story: Flags a car that stands exactly at the end of the known range.
# fails: [quote_sealed]
# says: Strictly beyond, or at the end
# ---
# %% key="quote"
def quote(predict, factor, known, car):
    mid = float(predict(pd.DataFrame([car])[FEATURES])[0])
    numbers = [name for name in NUMBERS if car[name] <= known[name].min() or car[name] >= known[name].max()]
    words = [name for name in WORDS if not pd.isna(car[name]) and car[name] not in set(known[name])]
    return {"low": mid / factor, "mid": mid, "high": mid * factor, "outside": numbers + words}
