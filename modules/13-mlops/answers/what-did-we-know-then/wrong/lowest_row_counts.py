# ---
# misconception: ops.latest_value
# story: "Trusts that the newest version stands lowest in the table."
# fails: [as_of_past, as_of_ties]
# says: "nor the lowest row"
# ---
# %% key="as_of"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    known = facts[facts["published"] < day]
    newest = known.drop_duplicates(["series", "period"], keep="last").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
