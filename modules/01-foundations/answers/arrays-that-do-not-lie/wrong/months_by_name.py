# ---
# misconception: sort.by_spelling
# story: Sorts by the months' names and numbers them afterwards.
# fails: [wide_to_long_order]
# says: "names sort by spelling"
# ---
# %% key="wide_to_long"
def wide_to_long(table):
    long = table.melt("YEAR", var_name="month", value_name="value").rename(columns={"YEAR": "year"})
    long = long.sort_values(["year", "month"], ignore_index=True)
    return long.assign(month=long["month"].map(lambda name: MONTHS.index(name) + 1))
