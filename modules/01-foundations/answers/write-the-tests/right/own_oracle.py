# ---
# story: Writes a clean version of its own and compares sorted tables with pandas' testing functions.
# ---
# %% key="check"
def check(clean):
    def mine(table):
        long = table.melt(list(table.columns[:4]), var_name="year", value_name="births").dropna(subset=["births"])
        long = long[~long["Country Code"].isin(AGGREGATES)].astype({"year": "int64"})
        return tidy(long.rename(columns={"Country Name": "country", "Country Code": "code"}))

    def tidy(out):
        columns = ["country", "code", "year", "births"]
        return out[columns].sort_values(columns, ignore_index=True)

    complaints = []
    rng = np.random.default_rng(7)
    for years in ([1960, 1961, 2012], [1925, 2030], [1999]):
        codes = ["AAA", "PSS", "BBB", "CAA", "CCC"]
        values = {year: rng.choice([np.nan, 2.0, 3.5], 5) for year in years}
        for table in (raw_table(codes, values), FERTILITY.iloc[::-1].reset_index(drop=True), FERTILITY):
            given = table.copy()
            try:
                out = clean(given)
                assert list(given.columns) == list(table.columns) and given.equals(table), "input changed"
                assert set(out.columns) == {"country", "code", "year", "births"}, "columns"
                assert out["year"].dtype.kind in "iu", "year is no integer"
                pd.testing.assert_frame_equal(tidy(out.astype({"year": "int64"})), mine(table))
            except Exception as error:
                complaints.append(str(error))
    return complaints

# %% key="minimal_case"
def minimal_case():
    table = raw_table(["PSS", "XXX", "YYY"], {2020: [1.0, None, 2.5], 2019: [1.0, 2.5, 2.5]})
    return table, [["YYY", 2020, 2.5], ["YYY", 2019, 2.5], ["XXX", 2019, 2.5]]
