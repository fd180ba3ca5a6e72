# ---
# misconception: ops.clock
# story: Takes the age from today's date.
# fails: [features_form, features_as_of]
# says: "the year that was asked"
# ---
# %% key="features"
def features(rows, as_of):
    now = rows[rows["year"] == as_of].sort_values("person")
    before = rows[rows["year"] < as_of].groupby("person")["cost"].mean()
    table = now.assign(age=dt.date.today().year - now["born"], cost_before=now["person"].map(before).astype(float).fillna(0.0))
    return table[FEATURES].reset_index(drop=True)
