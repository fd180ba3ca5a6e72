# ---
# misconception: ops.same_day
# story: "Reads what was published on the day itself."
# fails: [as_of_past, as_of_ties]
# says: "before, or up to?"
# ---
# %% key="as_of"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    known = facts[facts["published"] <= day].sort_values("published", kind="stable")
    newest = known.drop_duplicates(["series", "period"], keep="last").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
