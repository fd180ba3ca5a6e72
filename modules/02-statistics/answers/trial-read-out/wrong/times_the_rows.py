# ---
# misconception: test.holm_steps
# story: Multiplies every p by the number of rows.
# fails: [subgroups_holm]
# says: "gives power away"
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
    seen["p_holm"] = np.minimum(seen["p"] * len(seen), 1)
    return seen
