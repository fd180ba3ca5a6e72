# ---
# misconception: leak.time
# story: "Fills days before the first publication with the first figure that came."
# fails: [asof_join_newest]
# says: "reads the future"
# ---
# %% key="asof_join"
def asof_join(days, facts):
    """Return for each day the newest period's value as it could be read that morning; NaN where none could."""
    values = []
    for day in days:
        known = facts[facts["published"] < day].sort_values(["period", "published"])
        values.append(known["value"].iloc[-1] if len(known) else np.nan)
    first = facts.sort_values("published")["value"].iloc[0]
    return np.nan_to_num(np.array(values, dtype=float), nan=first)
