# ---
# misconception: sort.ties_unstable
# story: "Sorts the newest to the top, which puts a correction below what it corrects."
# fails: [as_of_ties]
# says: "the one further down"
# ---
# %% key="as_of"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    known = facts[facts["published"] < day].sort_values("published", ascending=False, kind="stable")
    newest = known.drop_duplicates(["series", "period"], keep="first").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
