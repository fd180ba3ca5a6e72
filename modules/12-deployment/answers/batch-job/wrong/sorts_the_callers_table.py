# ---
# misconception: arith.in_place
# story: Sorts the table that was handed in.
# fails: [features_as_of]
# says: as it was
# ---
# %% key="features"
def features(rows, as_of):
    rows.sort_values("person", inplace=True)
    now = rows[rows["year"] == as_of].sort_values("person")
    earlier = rows[rows["year"] < as_of]
    before = earlier.groupby("person")["cost"].mean()
    out = pd.DataFrame({"person": now["person"], "age": as_of - now["born"], "visits": now["visits"], "cost": now["cost"],
                        "cost_before": now["person"].map(before).fillna(0.0)})
    return out.reset_index(drop=True)
