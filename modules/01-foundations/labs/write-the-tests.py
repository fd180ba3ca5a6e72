# ---
# title: Write the tests
# minutes: 50
# problem: A colleague's cleaning function is suspect; write tests that convict wrong versions and acquit right ones.
# artefact: write-the-tests-bug-report.json
# ---
# %% [markdown] key="intro"
# # Write the tests
# A colleague's `clean` turns the World Bank's fertility table into rows that a model can use, and three dashboards
# already depend on it. Somebody saw births of 0.0 in a chart. This time you write the tests, and the graders run *your
# tests* against right versions and planted bugs that you have not seen. A good test convicts the wrong ones, and only those.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd

FERTILITY = load_data("fertility")  # 219 rows, years 1960 to 2013 as columns, births per woman
AGGREGATES = ("CAA", "LCN", "OED", "OSS", "PSS")  # the codes of this file that are groups of countries


def raw_table(codes, values):
    """Return a raw table: one row per code, in this order; `values` maps each year to a list, None for missing."""
    names = [f"Land {code}" for code in codes]
    facts = {"Country Name": names, "Country Code": list(codes), "Indicator Name": "Fertility rate",
             "Indicator Code": "SP.DYN.TFRT.IN"}
    years = {str(year): np.array([np.nan if v is None else v for v in row], float) for year, row in values.items()}
    return pd.DataFrame({**facts, **years})


def suspect_clean(table):
    """The colleague's version."""
    long = table.melt(["Country Name", "Country Code", "Indicator Name", "Indicator Code"], var_name="year",
                      value_name="births").fillna(0)
    long = long.rename(columns={"Country Name": "country", "Country Code": "code"}).astype({"year": int})
    return long.loc[~long["code"].isin(AGGREGATES), ["country", "code", "year", "births"]]


def said(value):
    """Name a value's type, and its size where it has one."""
    return f"a {type(value).__name__}" + (f" of {len(value)}" if isinstance(value, (list, tuple, dict)) else "")


def shown(verdict):
    """Shorten a long list of complaints to its first two."""
    if type(verdict) is not list or len(verdict) <= 2:
        return verdict
    return f"{verdict[:2]} … and {len(verdict) - 2} more"


FERTILITY.loc[FERTILITY["Country Code"].isin(AGGREGATES), ["Country Name", "Country Code", "1960", "2011", "2012"]]

# %% [markdown] key="contract"
# ## The contract of `clean(table)`
# `table` has the four text columns of `FERTILITY` and one or more year columns, named by digits, rows and years in
# any order. The result is a DataFrame with exactly the columns `country`, `code`, `year` (an integer column; of any type
# where no row comes back) and `births`: one row per country and year whose value is known, with name, code and value as they stand. No row for a
# missing value, none for a code in `AGGREGATES`. Order of rows and columns and the index are free. The caller's table
# stays as it was. Every table of this form is allowed, also one in which a year is empty or a value occurs twice.

# %% [markdown] role="task" key="check"
# ## Task 1 — convict and acquit
# Write `check(clean)`: call `clean` on tables of your choice and return a list of complaints (strings), empty where
# you found none. A `clean` that raises is a complaint, never a crash of `check`. Compare with what the *contract* says,
# worked out by you. `FERTILITY` alone is not enough: some bugs need a table in another order, with other years, or an
# empty one. `raw_table` makes such tables; a handful is enough, and `FERTILITY` is the slow one.

# %% [markdown] role="hints" key="check"
# 1. Go through the contract sentence by sentence: what would a version look like that breaks this one only?
# 2. Work out the expected set of (country, code, year, births) by two plain loops over the raw table. Compare sets, so
#    that order cannot matter, and the number of rows, so that doubles do.
# 3. For each of `FERTILITY`, a shuffled `FERTILITY` and a small `raw_table` with years such as 1950 and 2012, one of them
#    empty: hand over a copy, call inside `try … except Exception as error`, then compare copy, columns, dtype, set, length.

# %% role="answer" key="check" skill="write-tests"
def check(clean):
    """Return a list of complaints about `clean`, empty where it keeps its contract on every table tried."""
    ### BEGIN SOLUTION
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
        found = set(zip(out["country"], out["code"], out["year"], out["births"], strict=True))
        if found != expected or len(out) != len(expected):
            complaints.append(f"{name}: {len(found - expected)} rows too many, {len(expected - found)} too few")
    return complaints
    ### END SOLUTION

# %% role="check" key="check_first" task="check" points=2
def clean_by_loops(table):
    """One right version; there are others."""
    rows = []
    for record in table.to_dict("records"):
        for column, value in record.items():
            if column.isdigit() and value == value and record["Country Code"] not in AGGREGATES:
                rows.append((record["Country Name"], record["Country Code"], int(column), value))
    return pd.DataFrame(rows, columns=["country", "code", "year", "births"]).astype({"year": int, "births": float})


verdict = check(suspect_clean)
assert type(verdict) is list and verdict and all(isinstance(one, str) for one in verdict), explain(
    called="check(suspect_clean)", got=shown(verdict), wanted="at least one complaint, as text, in a list",
    look="suspect_clean makes births of 0.0 where nothing is known", misconception="testing.no_assertion")
verdict = check(clean_by_loops)
assert type(verdict) is list and not verdict, explain(
    called="check(a right version)", got=shown(verdict), wanted="an empty list", look="which rule of yours is not in the contract?",
    misconception="testing.pins_incidental")

# %% role="check" key="check_right" task="check" points=2
# Sealed: right versions that differ in everything that the contract leaves open must be acquitted.
### BEGIN HIDDEN TESTS
def long_of(table, **how):
    text = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    long = table.melt(text, var_name="year", value_name="births").dropna(subset=["births"])
    long = long[~long["Country Code"].isin(AGGREGATES)].rename(columns={"Country Name": "country", "Country Code": "code"})
    return long.astype({"year": how.get("kind", "int64")})[["country", "code", "year", "births"]]


versions = {
    "sorted by country": lambda t: long_of(t).sort_values(["country", "year"], ignore_index=True),
    "with its columns in another order": lambda t: long_of(t)[["year", "births", "code", "country"]],
    "with the latest year first and another index": lambda t: long_of(t).sort_values("year", ascending=False).set_axis(
        range(1000, 1000 + len(long_of(t)))),
    "with small integers for years": lambda t: long_of(t, kind="int16"),
}
for name, clean in versions.items():
    verdict = check(clean)
    assert type(verdict) is list and not verdict, explain(
        called=f"check(a right version {name})", got=shown(verdict), wanted="an empty list: this version keeps the contract",
        look="which rule of yours is not in the contract? Order, index and integer width are free",
        misconception="testing.pins_incidental")
assert check(lambda t: None), explain(
    called="check(a version that returns None)", got="no complaint", wanted="a complaint",
    look="do you check anything at all?", misconception="testing.no_assertion")
### END HIDDEN TESTS

# %% role="check" key="check_bugs" task="check" points=3
# Sealed: planted bugs that show on the file itself.
### BEGIN HIDDEN TESTS
def long_of(table):
    text = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    long = table.melt(text, var_name="year", value_name="births").dropna(subset=["births"])
    long = long[~long["Country Code"].isin(AGGREGATES)].rename(columns={"Country Name": "country", "Country Code": "code"})
    return long.astype({"year": int})[["country", "code", "year", "births"]].reset_index(drop=True)


def with_groups(table):
    return long_of(table.assign(**{"Country Code": table["Country Code"] + "x"})).assign(
        code=lambda t: t["code"].str[:-1])


def filled_forward(table):
    years = [c for c in table.columns if c.isdigit()]
    return long_of(table.assign(**table[years].ffill(axis=1)))


bugs = {
    "keeps groups of countries": with_groups,
    "fills gaps with the year before": filled_forward,
    "drops countries that have a gap": lambda t: long_of(t.dropna(subset=[c for c in t.columns if c.isdigit()][:-2])),
    "forgets the earliest year": lambda t: long_of(t).pipe(lambda x: x[x["year"] > x["year"].min()]),
    "rounds the births": lambda t: long_of(t).round({"births": 1}),
    "leaves the years as text": lambda t: long_of(t).astype({"year": str}),
    "returns some rows twice": lambda t: pd.concat([long_of(t), long_of(t).head(3)]),
    "shifts the values by one row": lambda t: long_of(t).assign(births=lambda x: np.roll(x["births"], 1)),
    "puts the code where the name belongs": lambda t: long_of(t).assign(country=lambda x: x["code"]),
}
for name, clean in bugs.items():
    verdict = check(clean)
    look, mistake = {
        "returns some rows twice": ("a set forgets doubles: compare the number of rows as well", "table.grain"),
        "puts the code where the name belongs": ("compare all four columns, name included", "testing.shape_only"),
    }.get(name, ("compare values with what the contract says, not the number of rows and columns alone",
                 "testing.shape_only"))
    assert type(verdict) is list and verdict, explain(
        called=f"check(a version that {name})", got=verdict, wanted="a complaint: this version breaks the contract",
        look=look, misconception=mistake)
### END HIDDEN TESTS

# %% role="check" key="check_hard_bugs" task="check" points=3
# Sealed: planted bugs that the file does not show, or that raise, or that touch what is not theirs.
### BEGIN HIDDEN TESTS
def long_of(table):
    text = ["Country Name", "Country Code", "Indicator Name", "Indicator Code"]
    long = table.melt(text, var_name="year", value_name="births").dropna(subset=["births"])
    long = long[~long["Country Code"].isin(AGGREGATES)].rename(columns={"Country Name": "country", "Country Code": "code"})
    return long.astype({"year": int})[["country", "code", "year", "births"]].reset_index(drop=True)


def drops_by_place(table):
    places = [i for i, code in enumerate(FERTILITY["Country Code"]) if code in AGGREGATES]
    codes = table["Country Code"].where(~table["Country Code"].isin(AGGREGATES), "ZZ" + table["Country Code"].str[2:])
    return long_of(table.assign(**{"Country Code": codes}).drop(index=places, errors="ignore"))


def crashes_in_other_years(table):
    if "1960" not in table.columns:
        raise KeyError("1960")
    return long_of(table)


def adds_to_the_callers(table):
    out = long_of(table)
    table["cleaned"] = True
    return out


bugs = {
    ("drops groups by their place in the file", "testing.easy_case"): drops_by_place,
    ("knows the years 1960 to 2011 only", "testing.easy_case"): lambda t: long_of(t).query("1960 <= year <= 2011"),
    ("raises where a table has no year 1960", "testing.swallows"): crashes_in_other_years,
    ("raises on every table", "testing.swallows"): lambda t: long_of(t)["birth"],
    ("adds a column to the caller's table", "arith.in_place"): adds_to_the_callers,
}
for (name, mistake), clean in bugs.items():
    try:
        verdict = check(clean)
    except Exception as error:
        verdict = f"a {type(error).__name__}"
    assert type(verdict) is list, explain(
        called=f"check(a version that {name})", got=verdict, wanted="a list of complaints",
        look="except Exception as error: a crash of clean is one more complaint")
    assert verdict, explain(
        called=f"check(a version that {name})", got="no complaint",
        wanted="a complaint: this version breaks the contract", look={
            "testing.swallows": "what becomes of an exception in your test? pass hides it",
            "arith.in_place": "hand over a copy and look at it afterwards",
        }.get(mistake, "try tables in another order and with other years"), misconception=mistake)
### END HIDDEN TESTS

# %% [markdown] role="task" key="minimal_case"
# ## Task 2 — the smallest case that convicts
# Write `minimal_case()`: return `(table, expected)`. `table` is a raw table of at most four rows and three years;
# `expected` is the list of `(code, year, births)` that the contract wants from it, in any order, worked out by hand. One
# table must convict at least: a version that keeps groups, one that fills gaps with 0, one that drops a country with a
# gap, one that drops a value it has seen before, and one that takes the first year for 1960.

# %% [markdown] role="hints" key="minimal_case"
# 1. Which cell of the table does each of the five versions get wrong? If you cannot point at it, it is not there yet.
# 2. You need a group, a country with a gap and a known year, two equal values, and years that begin elsewhere.
# 3. `raw_table(["AAA", "OED", "BBB"], {1990: [2.0, 2.5, None], 1991: [2.0, 2.4, 3.0]})`, and three expected tuples.

# %% role="answer" key="minimal_case" skill="write-tests"
def minimal_case():
    """Return (raw table, list of (code, year, births)): a case small enough to check by eye."""
    ### BEGIN SOLUTION
    table = raw_table(["AAA", "OED", "BBB"], {1990: [2.0, 2.5, None], 1991: [2.0, 2.4, 3.0]})
    return table, [("AAA", 1990, 2.0), ("AAA", 1991, 2.0), ("BBB", 1991, 3.0)]
    ### END SOLUTION

# %% role="check" key="minimal_case_small" task="minimal_case" points=1
case = minimal_case()
assert isinstance(case, (tuple, list)) and len(case) == 2 and type(case[0]) is pd.DataFrame, explain(
    called="minimal_case()", got=said(case), wanted="a raw table and the list that is expected from it",
    look="return table, expected")
assert len(case[0]) <= 4 and len(case[0].columns) <= 7 and type(case[1]) is list and len(case[1]) > 0, explain(
    called="minimal_case()", got=f"{case[0].shape} and {said(case[1])}",
    wanted="at most four rows and three years, and at least one expected row",
    look="take away what the bugs do not need")
assert set(raw_table(["AAA"], {}).columns) <= set(case[0].columns), explain(
    called="minimal_case()", got=f"the columns {list(case[0].columns)}", wanted="a raw table", look="raw_table makes one")

# %% role="check" key="minimal_case_expected" task="minimal_case" points=1
# Sealed: what you expect is what the contract wants.
### BEGIN HIDDEN TESTS
table, expected = minimal_case()
truth = [(r["Country Code"], int(c), r[c]) for r in table.to_dict("records") for c in r
         if str(c).isdigit() and r[c] == r[c] and r["Country Code"] not in AGGREGATES]
plain = sorted((str(code), int(year), float(births)) for code, year, births in expected)
assert plain == sorted((str(code), int(year), float(births)) for code, year, births in truth), explain(
    called="minimal_case()", got=f"{len(expected)} expected rows that differ from the contract",
    wanted="the rows that the contract wants, worked out by hand",
    look="if the code under test made your expectation, it can never fail", misconception="testing.copies_the_code")
### END HIDDEN TESTS

# %% role="check" key="minimal_case_convicts" task="minimal_case" points=2
# Sealed: five wrong versions must disagree with your case.
### BEGIN HIDDEN TESTS
table, expected = minimal_case()
cells = [(r["Country Code"], int(c), float(r[c])) for r in table.to_dict("records") for c in r if str(c).isdigit()]
known = [cell for cell in cells if cell[2] == cell[2]]
right = [cell for cell in known if cell[0] not in AGGREGATES]
gappy = {code for code, _, births in cells if births != births}
first = min((year for _, year, _ in cells), default=0)
versions = {
    "keeps groups": known,
    "fills gaps with 0": [(c, y, 0.0 if b != b else b) for c, y, b in cells if c not in AGGREGATES],
    "drops a country with a gap": [cell for cell in right if cell[0] not in gappy],
    "drops a value it has seen before": [cell for n, cell in enumerate(right) if cell[2] not in [b for _, _, b in right[:n]]],
    "takes the first year for 1960": [(c, y - first + 1960, b) for c, y, b in right],
}
for name, answer in versions.items():
    assert sorted(answer) != sorted(right), explain(
        called="minimal_case()", got=f"a table on which a version that {name} is right as well",
        wanted="a case that convicts each of the five versions", look="point at the cell that this version gets wrong",
        misconception="testing.easy_case")
### END HIDDEN TESTS

# %% [markdown] role="task" key="property_test"
# ## Task 3 — random tables, one property
# Write `property_test(clean, rng)`: call `clean` on at least twenty raw tables drawn with `rng`, a NumPy `Generator`, and
# return a list of complaints; you may stop at the first. For every table this must hold: as many rows come back as known values stand in rows of countries, and
# a table with its rows in another order gives the same set of rows. Vary rows (2 to 8), years (1 to 5), gaps, groups and
# equal values. Equal generators test equal tables in equal orders; a `clean` that raises is a complaint.

# %% [markdown] role="hints" key="property_test"
# 1. You do not need the right answer to test a property: only what must be true of every answer.
# 2. Draw codes, years and values from `rng` alone. Few different values make equal ones likely; a `None` now and then makes
#    gaps; put a code of `AGGREGATES` among the others.
# 3. `codes = rng.permutation(["AAA", "BBB", "CCC", "OED", "LCN"])[:m]`; `other = table.iloc[rng.permutation(len(table))]`;
#    compare `len(clean(table.copy()))` with your count, and the two results as sets of (code, year, births).

# %% role="answer" key="property_test" skill="seeded-randomness"
def property_test(clean, rng):
    """Return complaints about `clean` after at least twenty random tables drawn by rng."""
    ### BEGIN SOLUTION
    complaints = []
    for number in range(25):
        codes = rng.permutation(["AAA", "BBB", "CCC", "DDD", "EEE", "FFF", "OED", "LCN"])[: rng.integers(2, 9)]
        years = rng.choice(np.arange(1940, 2030), int(rng.integers(1, 6)), replace=False)
        draw = [None, 1.5, 2.0, 2.25, 3.0, 4.5]
        table = raw_table(codes, {int(year): [draw[i] for i in rng.integers(0, 6, len(codes))] for year in years})
        other = table.iloc[rng.permutation(len(table))].reset_index(drop=True)
        count = int(table.loc[~table["Country Code"].isin(AGGREGATES), table.columns[4:]].notna().sum().sum())
        try:
            one, two = clean(table.copy()), clean(other.copy())
            rows = [set(zip(out["code"], out["year"], out["births"], strict=True)) for out in (one, two)]
            if len(one) != count:
                complaints.append(f"table {number}: {len(one)} rows for {count} known values")
            elif rows[0] != rows[1]:
                complaints.append(f"table {number}: another order of rows, another result")
        except Exception as error:
            complaints.append(f"table {number}: raises {error!r}")
    return complaints
    ### END SOLUTION

# %% role="check" key="property_test_first" task="property_test" points=1
found = property_test(suspect_clean, np.random.default_rng(SEED))
assert type(found) is list and found and all(isinstance(one, str) for one in found), explain(
    called="property_test(suspect_clean, rng)", got=said(found), wanted="complaints, as text, in a list",
    look="suspect_clean returns a row for every gap, so its number of rows is wrong",
    misconception="testing.no_assertion")

# %% role="check" key="property_test_verdicts" task="property_test" points=2
# Sealed: bugs that only some tables show must be found, with several generators; a right version must pass.
### BEGIN HIDDEN TESTS
def right(table):
    rows = [(r["Country Name"], r["Country Code"], int(c), r[c]) for r in table.to_dict("records")
            if r["Country Code"] not in AGGREGATES for c in r if c.isdigit() and r[c] == r[c]]
    return pd.DataFrame(sorted(rows), columns=["country", "code", "year", "births"])


def raises_on_gaps(table):
    if table[[c for c in table.columns if c.isdigit()]].isna().any().any():
        raise ValueError("a gap")
    return right(table)


def loses_the_first(table):
    return right(table).pipe(lambda out: out[out["code"] != table["Country Code"].iloc[0]])


def first_of_the_table(table):
    return right(table).assign(code=table["Country Code"].iloc[0])


bugs = {
    "drops equal values": lambda t: right(t).drop_duplicates("births"),
    "drops equal values of a year": lambda t: right(t).drop_duplicates(["year", "births"]),
    "keeps groups": lambda t: right(t.assign(**{"Country Code": "x" + t["Country Code"]})),
    "gives every row the code of the first": first_of_the_table,
    "loses the country in the first row": loses_the_first,
    "raises where a value is missing": raises_on_gaps,
}
looks = {
    "drops equal values": "do equal values occur in your tables?",
    "drops equal values of a year": "do two countries ever have the same value in the same year?",
    "keeps groups": "do your tables have groups, codes of AGGREGATES?",
    "gives every row the code of the first":
        "do you try another order of rows, and compare the rows then, or only how many there are?",
    "loses the country in the first row": "do you compare the number of rows with your own count, for every table?",
    "raises where a value is missing": "do your tables have gaps, and what becomes of an exception? pass hides it",
}
for number in range(2):
    seed = int(fresh_rng(SEED, f"property_test_verdicts{number}").integers(2**31))
    found = property_test(right, np.random.default_rng(seed))
    assert type(found) is list and not found, explain(
        called="property_test(a right version, rng)", got=shown(found), wanted="no complaint",
        look="which property of yours does not follow from the contract?", misconception="testing.pins_incidental")
    for name, clean in bugs.items():
        try:
            found = property_test(clean, np.random.default_rng(seed))
        except Exception as error:
            found = f"a {type(error).__name__}"
        assert type(found) is list, explain(
            called=f"property_test(a version that {name}, rng)", got=found, wanted="a list of complaints",
            look="a clean that raises is one more complaint")
        assert found, explain(
            called=f"property_test(a version that {name}, rng)", got="no complaint",
            wanted="a complaint: twenty varied tables show this bug",
            look=looks[name],
            misconception="testing.swallows" if "raises" in name else "testing.easy_case")
### END HIDDEN TESTS

# %% role="check" key="property_test_seeded" task="property_test" points=2
# Sealed: which tables are tested is decided by the generator alone.
### BEGIN HIDDEN TESTS
def sorted_lines(text):
    return tuple(sorted(text.splitlines()))


def tables_of(seed):
    seen = []

    def spy(table):
        seen.append(table.sort_index(axis=1))
        rows = [(r["Country Name"], r["Country Code"], int(c), r[c]) for r in table.to_dict("records")
                if r["Country Code"] not in AGGREGATES for c in r if c.isdigit() and r[c] == r[c]]
        return pd.DataFrame(rows, columns=["country", "code", "year", "births"])

    property_test(spy, np.random.default_rng(seed))
    contents = {table.sort_values("Country Code").to_csv(index=False) for table in seen}
    return [table.to_csv(index=False) for table in seen], len(contents)


base = int(fresh_rng(SEED, "property_test_seeded").integers(2**31))
(first, different), (again, _), (other, _) = tables_of(base), tables_of(base), tables_of(base + 1)
assert different >= 12, explain(
    called="property_test(a right version, rng)", got=f"calls of clean on {different} different tables only",
    wanted="at least twenty tables, most of them different", look="draw inside the loop, and go on while all is well",
    misconception="testing.easy_case")
assert first == again or [*map(sorted_lines, first)] != [*map(sorted_lines, again)], explain(
    called="property_test(clean, rng), with two equal generators,", got="the same tables with their rows in another order",
    wanted="equal generators, equal tables in equal orders",
    look="table.sample without random_state draws from the global state: order the rows by rng too",
    misconception="seed.missing")
assert first == again, explain(
    called="property_test(clean, rng), with two equal generators,", got="different tables",
    wanted="equal generators, equal tables: a failure that cannot be repeated cannot be mended",
    look="does any randomness come from elsewhere than rng?", misconception="seed.missing")
assert first != other, explain(
    called="property_test(clean, rng), with another generator,", got="the same tables",
    wanted="tables that follow the generator", look="does your function make a generator of its own?",
    misconception="seed.global")
### END HIDDEN TESTS

# %% [markdown] role="task" key="bug_report"
# ## Task 4 — a report that can be acted on
# Write `bug_report(out, expected)`: compare a result of `clean` (a DataFrame, its order free) with a list of expected `(code,
# year, births)`. Return a dict of lists, each sorted, ready for JSON: `missing` and `extra` hold `[code, year]` of rows
# that are only expected or only in `out`; `wrong` holds `[code, year, got, expected]` where the values differ by more than
# 1e-9. A pair of code and year occurs once at most in each; a value of `out` may be NaN, which is wrong, with `None` for `got`.

# %% [markdown] role="hints" key="bug_report"
# 1. What says that a row of `out` and a row of `expected` are about the same thing? Not its place.
# 2. Make two dicts, `(code, year)` to value. Three questions about their keys and values give the three lists.
# 3. `{(row.code, int(row.year)): float(row.births) for row in out.itertuples()}`; `int` and `float` because JSON does
#    not know NumPy's numbers; NaN compares false to everything, so ask `not abs(a - b) <= 1e-9`.

# %% role="answer" key="bug_report" skill="write-tests"
def bug_report(out, expected):
    """Return {"missing": [[code, year]…], "extra": [[code, year]…], "wrong": [[code, year, got, expected]…]}."""
    ### BEGIN SOLUTION
    got = {(str(row.code), int(row.year)): float(row.births) for row in out.itertuples()}
    want = {(code, year): births for code, year, births in expected}
    return {
        "missing": sorted(list(key) for key in want if key not in got),
        "extra": sorted(list(key) for key in got if key not in want),
        "wrong": sorted(([*key, None if got[key] != got[key] else got[key], want[key]]
                         for key in want if key in got and not abs(got[key] - want[key]) <= 1e-9),
                        key=lambda row: row[:2]),
    }
    ### END SOLUTION

# %% role="check" key="bug_report_form" task="bug_report" points=1
TINY = raw_table(["AAA", "BBB"], {2001: [1.5, None]})
made = bug_report(suspect_clean(TINY), [("AAA", 2001, 1.5)])
assert type(made) is dict and sorted(made) == ["extra", "missing", "wrong"], explain(
    called="bug_report(suspect_clean(TINY), expected)", got=made, wanted="a dict with missing, extra and wrong",
    look="the keys of the docstring")
assert len(made["missing"]) == len(made["wrong"]) == 0 and [list(one) for one in made["extra"]] == [
    [code, int(year)] for code, year in [("BBB", TINY.columns[-1])]], explain(
    called="bug_report(suspect_clean(TINY), expected)", got=made, wanted="one extra row, BBB in 2001, and nothing else",
    look="compare what code and year name, not places in a list")

# %% role="check" key="bug_report_diff" task="bug_report" points=2
# Sealed: fresh results in any order, with rows lost, added and changed; the report must survive JSON.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "bug_report_diff")
for _ in range(4):
    keys = [(code, int(year)) for code in ("AAA", "BBB", "CCC", "DDD") for year in rng.choice(range(1990, 2010), 5, replace=False)]
    values = {key: float(v) for key, v in zip(keys, rng.uniform(1, 7, len(keys)).round(3), strict=True)}
    order = [keys[i] for i in rng.permutation(len(keys))]
    lost, added, changed, blank = order[:2], order[2:4], order[4:7], order[7:8]
    expected = [(*key, values[key]) for key in order if key not in added]
    rows = [(key[1], key[0], values[key] + (0.5 if key in changed else 0.0), "name") for key in keys if key not in lost]
    out = pd.DataFrame([rows[i] for i in rng.permutation(len(rows))], columns=["year", "code", "births", "country"])
    out.loc[[(c, y) in blank for c, y in zip(out["code"], out["year"], strict=True)], "births"] = np.nan
    made, call = bug_report(out, expected), "bug_report(a fresh result, expected)"
    assert type(made) is dict and sorted(made) == ["extra", "missing", "wrong"], explain(
        called=call, got=made, wanted="a dict with missing, extra and wrong", look="the keys of the docstring")
    try:
        read = json.loads(json.dumps(made, allow_nan=False))
    except (TypeError, ValueError) as error:
        raise AssertionError(explain(
            called=f"json.dumps({call})", got=f"a {type(error).__name__}: {error}", wanted="numbers that JSON knows",
            look="int(…), float(…) and None in place of NumPy's numbers and NaN", misconception="skew.schema")) from None
    for name, truth in [("missing", lost), ("extra", added)]:
        assert read[name] == sorted([c, y] for c, y in truth), explain(
            called=call, got=f"{len(read[name])} rows under {name!r}", wanted="the pairs of code and year, sorted",
            look="rows belong together by code and year, never by their place", misconception="leak.order")
    assert [row[:2] for row in read["wrong"]] == sorted([c, y] for c, y in changed + blank), explain(
        called=call, got=f"{len(read['wrong'])} rows under 'wrong'", wanted="every pair whose values differ, NaN included",
        look="comparing with NaN is always False: abs(nan - 2) > 1e-9 is False too", misconception="arith.nan_spreads")
    truth = {key: [None if key in blank else values[key] + 0.5, values[key]] for key in changed + blank}
    assert all((row[2] is None) == ((row[0], row[1]) in blank) and abs((row[2] or 0) - (truth[row[0], row[1]][0] or 0)) < 1e-9
               and abs(row[3] - truth[row[0], row[1]][1]) < 1e-9 for row in read["wrong"]), explain(
        called=call, got="other values than what came back and what was expected",
        wanted="code, year, what came back, what was expected", look="the order of the four entries")
### END HIDDEN TESTS

# %% key="save"
table, expected = minimal_case()
report = {"complaints": check(suspect_clean), "random_tables": len(property_test(suspect_clean, np.random.default_rng(SEED))),
          "minimal_case": bug_report(suspect_clean(table), expected)}
Path("write-the-tests-bug-report.json").write_text(json.dumps(report, indent=2) + "\n", encoding="utf-8")
report

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Write the bug report for your colleague, in at most ten sentences: what the contract says, what happens instead on your
# smallest case, who is hurt by it, and how to see it again. Then one sentence on what your tests can *not* show.
# === BEGIN ANSWER ===
# *Contract.* A missing value gives no row. *What happens.* On a table with the countries AAA and BBB and the group OED,
# where BBB has no value for 1990, `suspect_clean` returns a row BBB, 1990, 0.0. `fillna(0)` runs before the rows are
# chosen. *Who is hurt.* In the file the years 2012 and 2013 are empty, so every country seems to stop having children in
# 2012, and each mean over years is too low. *How to see it.* `minimal_case()` in this notebook; or any table with a gap:
# the random tables fail for the same reason. *Proposal.* `dropna(subset=["births"])` in place of `fillna(0)`.
#
# *Limit.* The tests show that a version is wrong on a table that I thought of or drew; they never show that it is right on
# all the others.
# === END ANSWER ===
