# ---
# misconception: skew.column_order
# story: Numbers the columns by their place in the table.
# fails: [wide_to_long_order]
# says: "by their name"
# ---
# %% key="wide_to_long"
def wide_to_long(table):
    rows = []
    for record in table.to_dict("records"):
        year = record.pop("YEAR")
        rows += [(year, month, value) for month, value in enumerate(record.values(), start=1)]
    return pd.DataFrame(sorted(rows, key=lambda row: row[:2]), columns=["year", "month", "value"])
