# ---
# misconception: ops.withdrawn_returns
# story: "Takes groupby last, which jumps over the gap to the figure before the withdrawal."
# fails: [as_of_ties]
# says: "no row for a withdrawn figure"
# ---
# %% key="as_of"
def as_of(facts, day):
    known = facts[facts["published"] < day].sort_values("published", kind="stable")
    return known.groupby(["series", "period"])["value"].last().dropna().reset_index()
