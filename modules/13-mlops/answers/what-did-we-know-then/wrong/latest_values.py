# ---
# misconception: ops.latest_value
# story: "Takes the newest value of all, then keeps the periods that were over by then."
# fails: [as_of_contract, as_of_past, as_of_ties]
# says: "by then"
# ---
# %% key="as_of"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    known = facts[facts["period"] < day].sort_values("published", kind="stable")
    newest = known.drop_duplicates(["series", "period"], keep="last").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
