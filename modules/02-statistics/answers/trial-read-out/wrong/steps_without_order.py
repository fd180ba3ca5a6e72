# ---
# misconception: test.holm_steps
# story: Multiplies step by step and lets a smaller p overtake.
# fails: [subgroups_holm]
# says: "a larger p with a smaller p_holm"
# ---
# %% key="subgroups"
def subgroups(table, columns, estimate):
    rows = []
    for column in columns:
        for value, part in table.groupby(column):
            made = estimate(part)
            rows.append({"column": column, "value": value, "diff": made["diff"], "se": made["se"]})
    seen = pd.DataFrame(rows)
    seen["p"] = 2 * stats.norm.sf(np.abs(seen["diff"] / seen["se"]))
    seen["p_holm"] = np.minimum(seen["p"] * (len(seen) - seen["p"].rank(method="first") + 1), 1)
    return seen
