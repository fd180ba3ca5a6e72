# ---
# misconception: leak.time
# story: Averages all other years into the past, later ones included.
# fails: [features_form, features_as_of]
# says: "cost_before from earlier ones"
# ---
# %% key="features"
def features(rows, as_of):
    now = rows[rows["year"] == as_of].sort_values("person")
    before = rows[rows["year"] != as_of].groupby("person")["cost"].mean()
    table = now.assign(age=as_of - now["born"], cost_before=now["person"].map(before).astype(float).fillna(0.0))
    return table[FEATURES].reset_index(drop=True)
