# ---
# misconception: table.grain
# story: Compares sets of rows, so that a doubled row is never seen.
# fails: [check_bugs]
# says: "a set forgets doubles"
# ---
# %% key="check"
def check(clean):
    """Return a list of complaints about `clean`, empty where it keeps its contract on every table tried."""
    small = raw_table(["AAA", "OED", "BBB", "CCC"], {
        2013: [2.0, 2.5, 2.0, None], 1950: [3.25, 3.0, None, 3.25], 2012: [None, None, None, None]})
    complaints = []
    for name, table in {
        "the file": FERTILITY,
        "the shuffled file": FERTILITY.sample(frac=1, random_state=1).reset_index(drop=True),
        "a small table": small,
    }.items():
        given = table.copy()
        try:
            out = clean(given)
        except Exception as error:
            complaints.append(f"{name}: raises {error!r}")
            continue
        if not given.equals(table):
            complaints.append(f"{name}: the caller's table was changed")
        if not isinstance(out, pd.DataFrame) or sorted(map(str, out.columns)) != ["births", "code", "country", "year"]:
            complaints.append(f"{name}: not a table with country, code, year and births")
            continue
        if not pd.api.types.is_integer_dtype(out["year"]):
            complaints.append(f"{name}: year is no integer")
        expected = set()
        for row in table.to_dict("records"):
            if row["Country Code"] not in AGGREGATES:
                for column in table.columns[4:]:
                    if not pd.isna(row[column]):
                        expected.add((row["Country Name"], row["Country Code"], int(column), row[column]))
        if set(zip(out["country"], out["code"], out["year"], out["births"], strict=True)) != expected:
            complaints.append(f"{name}: other rows")
    return complaints
