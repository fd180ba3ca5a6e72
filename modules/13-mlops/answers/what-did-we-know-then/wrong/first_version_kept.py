# ---
# misconception: ops.latest_value
# story: "Keeps the first version that was published."
# fails: [as_of_contract, as_of_past, as_of_ties]
# says: "with its value of that day"
# ---
# %% key="as_of"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    known = facts[facts["published"] < day].sort_values("published", kind="stable")
    newest = known.drop_duplicates(["series", "period"], keep="first").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
