# ---
# misconception: ops.unordered
# story: Leaves the persons in the order in which their rows came.
# fails: [features_form, features_as_of]
# says: "sort before you return"
# ---
# %% key="features"
def features(rows, as_of):
    now = rows[rows["year"] == as_of]
    before = rows[rows["year"] < as_of].groupby("person")["cost"].mean()
    table = now.assign(age=as_of - now["born"], cost_before=now["person"].map(before).astype(float).fillna(0.0))
    return table[FEATURES].reset_index(drop=True)
