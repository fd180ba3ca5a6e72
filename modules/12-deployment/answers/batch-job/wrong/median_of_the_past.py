# ---
# misconception: strata.unweighted
# story: Takes the median of the earlier years for their mean.
# fails: [features_as_of]
# says: over the earlier years that each one has
# ---
# %% key="features"
def features(rows, as_of):
    
    now = rows[rows["year"] == as_of].sort_values("person")
    earlier = rows[rows["year"] < as_of]
    before = earlier.groupby("person")["cost"].median()
    out = pd.DataFrame({"person": now["person"], "age": as_of - now["born"], "visits": now["visits"], "cost": now["cost"],
                        "cost_before": now["person"].map(before).fillna(0.0)})
    return out.reset_index(drop=True)
