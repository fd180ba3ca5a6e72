# ---
# misconception: table.grain
# story: Averages each person first, which asks another question where people stay for different times.
# fails: [itt_contract, itt_clustered]
# says: "every row counts"
# ---
# %% key="itt"
def itt(table):
    people = table.groupby("person").agg(free=("free", "first"), visits=("visits", "mean"))
    free, other = people.loc[people["free"], "visits"], people.loc[~people["free"], "visits"]
    diff = float(free.mean() - other.mean())
    se = float(np.sqrt(free.var(ddof=0) / len(free) + other.var(ddof=0) / len(other))) or 0.1
    return {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se}
