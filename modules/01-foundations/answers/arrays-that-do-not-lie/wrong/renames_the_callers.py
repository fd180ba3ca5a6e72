# ---
# misconception: arith.in_place
# story: Renames a column of the caller's table directly.
# fails: [wide_to_long_order]
# says: "what belongs to the caller"
# ---
# %% key="wide_to_long"
def wide_to_long(table):
    table.columns = ["year" if name == "YEAR" else name for name in table.columns]
    long = table.melt("year", var_name="month", value_name="value")
    long["month"] = long["month"].map(lambda name: MONTHS.index(name) + 1)
    return long.sort_values(["year", "month"], ignore_index=True)
