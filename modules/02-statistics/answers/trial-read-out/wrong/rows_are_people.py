# ---
# misconception: interval.naive_se
# story: Takes every person-year for another person.
# fails: [itt_clustered, itt_twice]
# says: "as if every row were another person"
# ---
# %% key="itt"
def itt(table):
    free, other = table.loc[table["free"], "visits"], table.loc[~table["free"], "visits"]
    diff = float(free.mean() - other.mean())
    se = float(np.sqrt(free.var() / len(free) + other.var() / len(other)))
    return {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se}
