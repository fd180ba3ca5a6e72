# ---
# misconception: leak.time
# story: "Joins the month of the day, and forgets that it is published later."
# fails: [asof_join_contract, asof_join_newest]
# says: "figure"
# ---
# %% key="asof_join"
def asof_join(days, facts):
    latest = facts.sort_values("published").drop_duplicates("period", keep="last").set_index("period")["value"]
    return np.array([latest.get(day.replace(day=1), np.nan) for day in days], dtype=float)
