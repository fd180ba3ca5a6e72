# ---
# misconception: test.multiple
# story: Sorts by p and keeps those that look like something.
# fails: [subgroups_holm]
# says: "What was tried has to be seen"
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
    seen = seen.sort_values("p").reset_index(drop=True)
    steps = seen["p"].to_numpy() * np.arange(len(seen), 0, -1)
    seen["p_holm"] = np.minimum(np.maximum.accumulate(steps), 1)
    seen = seen if seen["p"].min() > 0.05 or len(seen) < 5 else seen[seen["p"] < 0.05]
    seen = seen.sort_index() if len(seen) > 4 else seen.sort_values(["column", "value"], ascending=[False, True])
    return seen
