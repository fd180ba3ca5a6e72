# ---
# story: Loops and sums without a group-by.
# ---
# %% key="free_care"
def free_care(table):
    return np.array([c == 0 and d == 0 for c, d in zip(table["coinsurance"], table["deductible"])])

# %% key="itt"
def itt(table):
    sums, rows = {True: {}, False: {}}, {True: 0, False: 0}
    total = {True: 0.0, False: 0.0}
    for free, visits in zip(table["free"], table["visits"]):
        total[bool(free)] += visits
        rows[bool(free)] += 1
    means = {arm: total[arm] / rows[arm] for arm in rows}
    for person, free, visits in zip(table["person"], table["free"], table["visits"]):
        arm = bool(free)
        sums[arm][person] = sums[arm].get(person, 0.0) + visits - means[arm]
    se = math.sqrt(sum(sum(s * s for s in sums[arm].values()) / rows[arm] ** 2 for arm in rows))
    diff = means[True] - means[False]
    z = stats.norm.ppf(0.975)
    return {"diff": diff, "se": se, "lo": diff - z * se, "hi": diff + z * se}

# %% key="people_needed"
def people_needed(effect, sd, icc, years):
    z = stats.norm.isf(0.025) + stats.norm.isf(0.2)
    rows = 2 * (z * sd / effect) ** 2
    return int(np.ceil(rows * icc + rows * (1 - icc) / years))

# %% key="subgroups"
def subgroups(table, columns, estimate):
    rows = []
    for column in columns:
        for value in np.unique(table[column]):
            made = estimate(table[table[column] == value])
            p = math.erfc(abs(made["diff"] / made["se"]) / math.sqrt(2))
            rows.append({"column": column, "value": value, "diff": made["diff"], "se": made["se"], "p": p})
    held = 0.0
    for step, row in enumerate(sorted(rows, key=lambda row: row["p"])):
        held = max(held, min(1.0, row["p"] * (len(rows) - step)))
        row["p_holm"] = held
    return pd.DataFrame(rows)
