# ---
# misconception: leak.order
# story: Walks over the values in the order in which they stand in the table.
# fails: [subgroups_holm]
# says: from low to high
# ---
# %% key="subgroups"
def subgroups(table, columns, estimate):
    rows = []
    for column in columns:
        for value in table[column].unique():
            e = estimate(table[table[column] == value])
            rows.append({"column": column, "value": value, "diff": e["diff"], "se": e["se"], "p": float(2 * stats.norm.sf(abs(e["diff"] / e["se"])))})
    out = pd.DataFrame(rows)
    p = out["p"].to_numpy(); m = len(p); order = np.argsort(p)
    adj = np.empty(m); adj[order] = np.minimum(np.maximum.accumulate(p[order] * (m - np.arange(m))), 1)
    out["p_holm"] = adj
    
    return out
