# ---
# misconception: test.multiple
# story: Leaves the p-values as they are.
# fails: [subgroups_holm]
# says: "pay for the number of looks"
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
    seen["p_holm"] = seen["p"]
    return seen
