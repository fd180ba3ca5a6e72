# ---
# misconception: test.multiple
# story: Corrects within each column, as if the other columns had not been tried.
# fails: [subgroups_holm]
# says: "each column corrected by itself"
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
    seen["p_holm"] = 0.0
    for column in columns:
        p = seen.loc[seen["column"] == column, "p"].sort_values()
        steps = np.minimum(np.maximum.accumulate(p.to_numpy() * np.arange(len(p), 0, -1)), 1)
        seen.loc[p.index, "p_holm"] = steps
    return seen
