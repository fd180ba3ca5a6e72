# ---
# misconception: cause.post_lot
# story: Leaves out the years without a visit.
# fails: [itt_contract, itt_clustered]
# says: "Not going is a result of the plan"
# ---
# %% key="itt"
def itt(table):
    table = table[table["visits"] > 0]
    means, variance = {}, 0.0
    for is_free, arm in table.groupby("free"):
        left = arm["visits"] - arm["visits"].mean()
        variance += (left.groupby(arm["person"]).sum() ** 2).sum() / len(arm) ** 2
        means[bool(is_free)] = arm["visits"].mean()
    diff, se = float(means[True] - means[False]), float(np.sqrt(variance))
    return {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se}
