# ---
# story: Looks each row up in the raw table, with plain dicts and counters.
# ---
# %% key="check"
def check(clean):
    problems = []
    made = raw_table(["OED", "AAA", "LCN", "BBB"], {1899: [1.0, None, 2.0, 2.0], 2015: [3.0, 2.0, None, 2.0]})
    for table in [made, made[::-1].reset_index(drop=True), FERTILITY]:
        cells = {}
        for row in table.itertuples(index=False):
            for column, value in zip(table.columns[4:], row[4:]):
                if row[1] not in AGGREGATES and not np.isnan(value):
                    cells[row[0], row[1], int(column)] = value
        before = table.to_csv()
        copy = table.copy()
        try:
            rows = clean(copy).to_dict("records")
            if copy.to_csv() != before:
                problems.append("changed what it was given")
            for row in rows:
                if set(row) != {"country", "code", "year", "births"} or isinstance(row["year"], (str, float)):
                    problems.append(f"odd row {row}")
                elif cells.pop((row["country"], row["code"], row["year"]), None) != row["births"]:
                    problems.append(f"row {row} is not in the table, or twice")
            if cells:
                problems.append(f"{len(cells)} values lost")
        except Exception as error:
            problems.append(repr(error))
    return problems[:10]

# %% key="property_test"
def property_test(clean, rng):
    problems = []
    for _ in range(60):
        m, n = int(rng.integers(2, 9)), int(rng.integers(1, 6))
        codes = ["AAA", "BBB", "CCC", "DDD", "EEE", "PSS", "OSS", "OED"]
        rng.shuffle(codes)
        grid = rng.integers(2, 6, (n, m)) / 2.0
        grid[rng.random((n, m)) < 0.25] = np.nan
        table = raw_table(codes[:m], {1970 + i: grid[i] for i in range(n)})
        known = sum(int((~np.isnan(grid[:, i])).sum()) for i in range(m) if codes[i] not in AGGREGATES)
        try:
            a = clean(table.copy())
            b = clean(table.iloc[rng.permutation(m)].copy())
            sets = [{tuple(map(str, row)) for row in x[["code", "year", "births"]].itertuples(index=False)} for x in (a, b)]
            if len(a) != known or sets[0] != sets[1]:
                problems.append(f"{len(a)} rows for {known} known values, or an order that matters")
        except Exception as error:
            problems.append(repr(error))
    return problems

# %% key="bug_report"
def bug_report(out, expected):
    left = out.set_index(["code", "year"])["births"].to_dict()
    report = {"missing": [], "extra": [], "wrong": []}
    for code, year, births in sorted(expected):
        if (code, year) not in left:
            report["missing"].append((code, year))
            continue
        got = left.pop((code, year))
        if np.isnan(got):
            report["wrong"].append((code, year, None, births))
        elif abs(got - births) > 1e-9:
            report["wrong"].append((code, year, float(got), births))
    report["extra"] = [(code, int(year)) for code, year in sorted(left)]
    return report
