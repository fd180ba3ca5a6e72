# ---
# misconception: ops.revision_as_news
# story: "Takes what was published last, which may be a revision of an old month."
# fails: [asof_join_newest]
# says: "a revision of an old month"
# ---
# %% key="asof_join"
def asof_join(days, facts):
    """Return for each day the newest period's value as it could be read that morning; NaN where none could."""
    values = []
    for day in days:
        known = facts[facts["published"] < day].sort_values("published")
        values.append(known["value"].iloc[-1] if len(known) else np.nan)
    return np.array(values, dtype=float)
