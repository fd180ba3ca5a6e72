# ---
# misconception: ops.latest_value
# story: Takes each person's latest row, whatever year was asked.
# fails: [features_form, features_as_of]
# says: "who has a row of that year"
# ---
# %% key="features"
def features(rows, as_of):
    now = rows.sort_values("year").groupby("person").tail(1).sort_values("person")
    before = rows[rows["year"] < as_of].groupby("person")["cost"].mean()
    table = now.assign(age=as_of - now["born"], cost_before=now["person"].map(before).astype(float).fillna(0.0))
    return table[FEATURES].reset_index(drop=True)
