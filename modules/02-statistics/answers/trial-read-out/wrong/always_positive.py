# ---
# misconception: cause.wrong_arm
# story: Reports the size of the difference and loses its sign.
# fails: [itt_clustered, itt_twice]
# says: "the order of the two arms"
# ---
# %% key="itt"
def itt(table):
    means, variance = [], 0.0
    for _, arm in table.groupby("free"):
        left = arm["visits"] - arm["visits"].mean()
        variance += (left.groupby(arm["person"]).sum() ** 2).sum() / len(arm) ** 2
        means.append(arm["visits"].mean())
    diff, se = float(max(means) - min(means)), float(np.sqrt(variance))
    return {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se}
