# ---
# misconception: sql.inner_drop
# story: Drops the rows whose value is missing.
# fails: [wide_to_long_order]
# says: "a gap is information"
# ---
# %% key="wide_to_long"
def wide_to_long(table):
    long = table.melt("YEAR", var_name="month", value_name="value").rename(columns={"YEAR": "year"}).dropna()
    long["month"] = long["month"].map(lambda name: MONTHS.index(name) + 1)
    return long.sort_values(["year", "month"], ignore_index=True)
