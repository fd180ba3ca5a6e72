# ---
# misconception: leak.order
# story: "Sorts the days for the join and returns the answers in that order."
# fails: [asof_join_newest]
# says: "in the order of days"
# ---
# %% key="asof_join"
def asof_join(days, facts):
    """Return for each day the newest period's value as it could be read that morning; NaN where none could."""
    values = []
    for day in sorted(days):
        known = facts[facts["published"] < day].sort_values(["period", "published"])
        values.append(known["value"].iloc[-1] if len(known) else np.nan)
    return np.array(values, dtype=float)
