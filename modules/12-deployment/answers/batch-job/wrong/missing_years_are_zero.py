# ---
# misconception: strata.unweighted
# story: Divides by the years that the table has, and not by those of the person.
# fails: [features_as_of]
# says: earlier years
# ---
# %% key="features"
def features(rows, as_of):
    
    now = rows[rows["year"] == as_of].sort_values("person")
    earlier = rows[rows["year"] < as_of]
    before = earlier.groupby("person")["cost"].sum() / max(earlier['year'].nunique(), 1)
    out = pd.DataFrame({"person": now["person"], "age": as_of - now["born"], "visits": now["visits"], "cost": now["cost"],
                        "cost_before": now["person"].map(before).fillna(0.0)})
    return out.reset_index(drop=True)
