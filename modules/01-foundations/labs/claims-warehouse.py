# ---
# title: Claims warehouse in SQL
# minutes: 60
# problem: Finance wants cost per plan and the top spenders per site, with nothing counted twice and nobody lost.
# artefact: claims-warehouse-report.json
# ---
# %% [markdown] key="intro"
# # Claims warehouse in SQL
# An insurer's finance team asks what each plan costs, who spends most, and how spending moves from year to year. The
# claims are those of the RAND Health Insurance Experiment: 20,190 person-years. You will load them into a small
# warehouse and answer in SQL, in ways that survive missing keys, doubled rows and ties.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
import sqlite3
from collections import Counter
from pathlib import Path

import numpy as np
import pandas as pd

NUMBERS = (int, float, np.integer, np.floating)
SCHEMA = """
CREATE TABLE plan (plan INTEGER, coinsurance INTEGER);              -- meant: one row per plan
CREATE TABLE person (person INTEGER, plan INTEGER, site INTEGER);   -- one row per person
CREATE TABLE year_fact (person INTEGER, year INTEGER, cents INTEGER, admissions INTEGER);  -- one per person and year
CREATE INDEX person_key ON person (person);       -- an index makes look-ups quick; it does not make a column unique
CREATE INDEX fact_key ON year_fact (person, year);
"""
RAND = load_data("rand").rename(columns={"zper": "person", "coins": "coinsurance", "totadm": "admissions"})
CLAIMS = RAND[["person", "plan", "coinsurance", "site", "year", "admissions"]].assign(cost=RAND["meddol"].round(2))


def make_db(plans, persons, facts):
    """Return an in-memory warehouse that holds these rows (tuples in the order of the schema's columns)."""
    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    con.executemany("INSERT INTO plan VALUES (?, ?)", plans)
    con.executemany("INSERT INTO person VALUES (?, ?, ?)", persons)
    con.executemany("INSERT INTO year_fact VALUES (?, ?, ?, ?)", facts)
    return con


def rows_of(table, columns):
    """Return a table's rows as sorted tuples of plain numbers, None for missing: the checks compare these."""
    rows = table[columns].itertuples(index=False)
    plain = [tuple(None if pd.isna(v) else round(float(v), 6) for v in row) for row in rows]
    return sorted(plain, key=lambda row: [(v is None, v or 0) for v in row])


def table_with(table, columns, call):
    """Insist on a DataFrame with just these columns, in any order."""
    named = list(table.columns) if type(table) is pd.DataFrame else type(table).__name__
    assert type(table) is pd.DataFrame and sorted(map(str, table.columns)) == sorted(columns), explain(
        called=call, got=f"{named}", wanted=f"a DataFrame with the columns {', '.join(columns)}",
        look="pd.read_sql_query(query, con) returns one; name the columns with AS")


# plan 1 has two members, plan 2 one; person 3 has no year on record, and nobody knows what person 2's year 2 cost.
SMALL = dict(
    plans=[(1, 0), (2, 95)],
    persons=[(1, 1, 1), (2, 1, 1), (3, 2, 2)],
    facts=[(1, 1, 1000, 0), (1, 2, 4000, 1), (2, 1, 2500, 0), (2, 2, None, 0)])
CLAIMS.head()

# %% [markdown] role="task" key="build_db"
# ## Task 1 — load it once, at the right grain
# Write `build_db(claims)`: return an in-memory `sqlite3` connection with the three tables of `SCHEMA`, filled. `claims`
# has the columns of `CLAIMS`, one row per person and year, in any order. `plan` and `person` get one row per plan and
# per person; `plan`, `coinsurance` and `site` never change within a person. `cents` is the cost in whole cents,
# rounded. A missing plan, cost or count of admissions becomes NULL, nothing else is missing; a missing plan is no row of `plan`.

# %% [markdown] role="hints" key="build_db"
# 1. What does one row of `claims` stand for, and what does one row of `person` stand for? Look at
#    `(CLAIMS["cost"] * 100).head(40)` too: are these whole numbers?
# 2. Drop duplicates before you insert persons and plans. Round the product to cents before you cut it to an integer.
#    NaN must reach SQLite as None, and NumPy's integers as Python's, or they are stored as bytes.
# 3. `frame.to_sql("person", con, if_exists="append", index=False)` converts both; before it run
#    `con.executescript(SCHEMA)`, and prepare each frame with `drop_duplicates()`, `dropna(subset=["plan"])`, `.round()`.

# %% role="answer" key="build_db" skill="table-grain"
def build_db(claims):
    """Return a sqlite3 connection to an in-memory database with the tables plan, person and year_fact."""
    ### BEGIN SOLUTION
    con = sqlite3.connect(":memory:")
    con.executescript(SCHEMA)
    plans = claims[["plan", "coinsurance"]].dropna(subset=["plan"]).drop_duplicates("plan")
    plans.to_sql("plan", con, if_exists="append", index=False)
    persons = claims[["person", "plan", "site"]].drop_duplicates("person")
    persons.to_sql("person", con, if_exists="append", index=False)
    facts = claims.assign(cents=(claims["cost"] * 100).round())[["person", "year", "cents", "admissions"]]
    facts.to_sql("year_fact", con, if_exists="append", index=False)
    return con
    ### END SOLUTION

# %% role="check" key="build_db_tables" task="build_db" points=1
part = CLAIMS.sample(300, random_state=SEED)
con = build_db(part.copy())
assert type(con) is sqlite3.Connection, explain(
    called="build_db(300 claims)", got=type(con).__name__, wanted="an open sqlite3 connection",
    look="sqlite3.connect(':memory:')")
tables = {name for (name,) in con.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
assert {"plan", "person", "year_fact"} <= tables, explain(
    called="build_db(300 claims)", got=f"the tables {sorted(tables)}", wanted="the tables of SCHEMA",
    look="con.executescript(SCHEMA)")
filled = {name: con.execute(f"SELECT COUNT(*) FROM {name}").fetchone()[0] for name in ("plan", "person", "year_fact")}
assert filled["year_fact"] == len(part) and min(filled.values()) >= 1, explain(
    called="build_db(300 claims)", got=f"so many rows: {filled}", wanted="a fact for each claim, and no table empty",
    look="which of the three tables do you fill from which columns?")

# %% role="check" key="build_db_grain" task="build_db" points=2
# Sealed: fresh claims in another order; each person and each plan must be there once, with what belongs to them.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "build_db_grain")
people = rng.choice(CLAIMS["person"].unique(), 60, replace=False)
part = CLAIMS[CLAIMS["person"].isin(people)].iloc[:, ::-1]
part = part.iloc[rng.permutation(len(part))].reset_index(drop=True)
con = build_db(part.copy())
assert type(con) is sqlite3.Connection, explain(
    called="build_db(fresh claims)", got=type(con).__name__, wanted="an open sqlite3 connection",
    look="sqlite3.connect(':memory:')")
for name, wanted in {
    "person": set(zip(part["person"].tolist(), part["plan"].tolist(), part["site"].tolist(), strict=True)),
    "plan": set(zip(part["plan"].tolist(), part["coinsurance"].tolist(), strict=True)),
}.items():
    columns = "person, plan, site" if name == "person" else "plan, coinsurance"
    found = [tuple(row) for row in con.execute(f"SELECT {columns} FROM {name}")]
    assert len(found) == len(set(found)), explain(
        called="build_db(fresh claims)", got=f"{len(found)} rows in {name}, but only {len(set(found))} different ones",
        wanted=f"one row per {name}", look="what does one row of `claims` stand for? Drop duplicates before you insert",
        misconception="table.grain")
    assert set(found) == wanted, explain(
        called="build_db(fresh claims)", got=f"{len(set(found) ^ wanted)} rows of {name} that differ from the claims",
        wanted=f"each {name} of the claims with what belongs to it", look="the columns' order when you insert")
### END HIDDEN TESTS

# %% role="check" key="build_db_values" task="build_db" points=2
# Sealed: every cost to the cent, and what is unknown stays unknown.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "build_db_values")
n = 80
part = pd.DataFrame({
    "person": np.arange(n) + 500, "plan": rng.integers(1, 5, n).astype(float), "coinsurance": 0,
    "site": rng.integers(1, 4, n), "year": 1, "admissions": rng.integers(0, 3, n).astype(float),
    "cost": rng.integers(1, 90_000, n) / 100})
part["coinsurance"] = (part["plan"] * 25).astype(int)
part.loc[:3, "cost"] = [0.29, 0.57, 1.13, 4.35]
unknown = {"cost": {510, 520}, "plan": {530, 531}, "admissions": {540}}
for column, who in unknown.items():
    part.loc[part["person"].isin(who), column] = np.nan
con = build_db(part.copy())
assert type(con) is sqlite3.Connection, explain(
    called="build_db(fresh claims)", got=type(con).__name__, wanted="an open sqlite3 connection",
    look="sqlite3.connect(':memory:')")
kinds = {kind for (kind,) in con.execute("SELECT typeof(person) FROM year_fact UNION SELECT typeof(plan) FROM person")}
assert kinds <= {"integer", "real", "null"}, explain(
    called="build_db(fresh claims)", got=f"ids that SQLite stores as {sorted(kinds)}", wanted="numbers",
    look="NumPy's integers arrive as bytes, and NaN may arrive as the word 'nan': convert to int and None",
    misconception="skew.schema")
for table, column, named in [("year_fact", "cents", "cost"), ("person", "plan", "plan"),
                             ("year_fact", "admissions", "admissions")]:
    nulls = {person for (person,) in con.execute(f"SELECT person FROM {table} WHERE {column} IS NULL")}
    assert nulls == unknown[named], explain(
        called=f"build_db(fresh claims, {len(unknown[named])} of them without {named})",
        got=f"{len(nulls)} rows with {column} NULL", wanted="NULL just where the claim knows nothing",
        look="a nought is a statement: it says that this year cost nothing", misconception="table.null_filled")
assert con.execute("SELECT COUNT(*) FROM plan WHERE plan IS NULL").fetchone()[0] == 0, explain(
    called="build_db(fresh claims, two of them without a plan)", got="a row of plan without a plan",
    wanted="one row per known plan", look="drop the missing plans before you fill `plan`", misconception="table.grain")
cents = dict(con.execute("SELECT person, cents FROM year_fact WHERE cents IS NOT NULL").fetchall())
true = {row.person: int(np.rint(row.cost * 100)) for row in part.dropna(subset=["cost"]).itertuples()}
off = {person: cents[person] - true[person] for person in true if cents.get(person) != true[person]}
assert set(off.values()) != {-1}, explain(
    called="build_db(fresh claims)", got=f"{len(off)} costs that are one cent short, such as that of 0.29",
    wanted="costs in whole cents, rounded", look="0.29 * 100 is 28.999999999999996, and int() cuts",
    misconception="arith.truncation")
assert not off, explain(
    called="build_db(fresh claims)", got=f"{len(off)} of {len(true)} costs that are wrong",
    wanted="the cost in whole cents", look="which column, and which factor, makes cents?")
### END HIDDEN TESTS

# %% [markdown] role="task" key="cost_per_plan"
# ## Task 2 — what a plan costs
# Write `cost_per_plan(con)`: a DataFrame with one row per plan of the table `plan`, in any order. `persons`: how many
# people belong to it, with or without a year on record. `years`: their rows in `year_fact`, cost known or not. `mean_cost`: dollars per
# year of known cost, missing where no cost is known. `admitted`: the share of those `years` with `admissions` above 0;
# a count that is missing is not above 0, and a plan without years has a missing share.
# The plan table comes from a file that sometimes lists a plan twice: nothing may be counted twice because of it.

# %% [markdown] role="hints" key="cost_per_plan"
# 1. Join the three small tables of `SMALL` by hand and write down every row of the result. Now list plan 1 twice.
# 2. Deduplicate plans in a subquery. LEFT JOIN keeps plans and people without partners. Count the thing you mean, not the
#    rows of the join. A whole number divided by a whole number is a whole number in SQLite.
# 3. `FROM (SELECT DISTINCT plan FROM plan) p LEFT JOIN person USING (plan) LEFT JOIN year_fact f USING (person)
#    GROUP BY p.plan`, with `COUNT(DISTINCT person.person)`, `COUNT(f.person)` and `AVG(f.cents) / 100.0`.

# %% role="answer" key="cost_per_plan" skill="sql-joins"
def cost_per_plan(con):
    """Return a DataFrame: plan, persons, years, mean_cost (dollars), admitted (share of years)."""
    ### BEGIN SOLUTION
    return pd.read_sql_query(
        """
        SELECT p.plan, COUNT(DISTINCT m.person) AS persons, COUNT(f.person) AS years,
               AVG(f.cents) / 100.0 AS mean_cost,
               SUM(CASE WHEN f.admissions > 0 THEN 1.0 ELSE 0.0 END) / NULLIF(COUNT(f.person), 0) AS admitted
        FROM (SELECT DISTINCT plan FROM plan) AS p
        LEFT JOIN person AS m ON m.plan = p.plan
        LEFT JOIN year_fact AS f ON f.person = m.person
        GROUP BY p.plan
        """, con)
    ### END SOLUTION

# %% role="check" key="cost_per_plan_columns" task="cost_per_plan" points=1
COST_COLUMNS = ["plan", "persons", "years", "mean_cost", "admitted"]
table = cost_per_plan(make_db(**SMALL))
table_with(table, COST_COLUMNS, "cost_per_plan(SMALL)")
assert sorted(table["plan"]) == [plan for plan, _ in SMALL["plans"]], explain(
    called="cost_per_plan(SMALL)", got=f"the plans {table['plan'].tolist()}",
    wanted="one row per plan of the table plan, also where nobody has a year on record",
    look="which kind of join keeps the rows that have no partner?", misconception="sql.inner_drop")
assert abs(table.set_index("plan").loc[1, "mean_cost"] - (10 + 40 + 25) / 3) < 0.01, explain(
    called="cost_per_plan(SMALL)", got=f"a mean cost of {table.set_index('plan').loc[1, 'mean_cost']} for plan 1",
    wanted="dollars per year of known cost: 10, 40 and 25 dollars", look="cents, whole-number division, NULL")

# %% role="check" key="cost_per_plan_counts" task="cost_per_plan" points=2
# Sealed: a fresh warehouse with plans listed twice, people without years, years without people, plans without members.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "cost_per_plan_counts")
for case in range(4):
    persons = [(100 + i, int(rng.integers(1, 5)), 1) for i in range(24)] + [(150, 4, 1), (151, None, 1), (152, 99, 1)]
    facts = [(person, year, int(rng.integers(0, 9000)), 0) for person, _, _ in persons[:24]
             for year in range(1, 2 + int(rng.integers(0, 4)))]
    facts += [(151, 1, 500, 0), (152, 1, 500, 0), (None, 1, 500, 0)]
    plans = [(1, 0), (2, 25), (3, 50), (4, 95), (7, 0)]
    twice = [(1, 0), (2, 30), (7, 0)] if case else []
    table = cost_per_plan(make_db(plans + twice, persons, facts))
    call = "cost_per_plan(a fresh warehouse" + (" that lists plans 1, 2 and 7 twice)" if case else ")")
    table_with(table, ["plan", "persons", "years", "mean_cost", "admitted"], call)
    members = {plan: [p for p, q, _ in persons if q == plan] for plan, _ in plans}
    truth = sorted((float(plan), float(len(who)), float(sum(f[0] in who for f in facts))) for plan, who in members.items())
    found = rows_of(table, ["plan", "persons", "years"])
    assert len(found) <= len(truth), explain(
        called=call, got=f"{len(found)} rows for {len(truth)} plans", wanted="one row per plan",
        look="two rows of `plan` with the same number are one plan", misconception="sql.fanout")
    assert [row[0] for row in found] == [row[0] for row in truth], explain(
        called=call, got=f"rows for the plans {[row[0] for row in found]}",
        wanted="one row for every plan of `plan`, plans without members too, and none for a missing plan",
        look="which kind of join keeps the rows that have no partner?", misconception="sql.inner_drop")
    for (plan, persons_got, years_got), (_, persons_true, years_true) in zip(found, truth, strict=True):
        assert years_got != 2 * years_true or years_true == 0, explain(
            called=call, got=f"{years_got:.0f} years in plan {plan:.0f}, twice as many as there are",
            wanted="every year once, however often its plan is listed",
            look="a join makes a row for each pair of partners: make plans unique before you join",
            misconception="sql.fanout")
        assert persons_got != max(years_true, 1) or persons_true == persons_got, explain(
            called=call, got=f"{persons_got:.0f} persons in plan {plan:.0f}", wanted="people, not rows of the join",
            look="COUNT(*) counts years here, and one row even where nobody is", misconception="sql.count_rows")
        assert persons_got == persons_true, explain(
            called=call, got=f"{persons_got} persons in plan {plan:.0f}",
            wanted="everybody who belongs to the plan once, with or without a year on record",
            look="what do you count, and who was lost in a join?", misconception="sql.count_rows")
        assert years_got == years_true, explain(
            called=call, got=f"{years_got} years in plan {plan:.0f}", wanted="the rows of year_fact of its members",
            look="COUNT(*) counts one row where a LEFT JOIN found no partner", misconception="sql.count_rows")
### END HIDDEN TESTS

# %% role="check" key="cost_per_plan_means" task="cost_per_plan" points=2
# Sealed: means and shares on a fresh warehouse where people have different numbers of years, and some costs are unknown.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "cost_per_plan_means")
for case in range(4):
    persons = [(100 + i, i % 3 + 1, 1) for i in range(18)]
    facts = []
    for person, _, _ in persons:
        level = int(rng.integers(1000, 90_000))
        for year in range(1, 2 + person % 5):
            lost = year == 3 and person % 2 == 0
            facts.append((person, year, None if lost else level + int(rng.integers(0, 500)),
                          None if lost else int(rng.integers(0, 3))))
    plans = [(1, 0), (2, 25), (3, 50), (9, 95)]
    table = cost_per_plan(make_db(plans, persons, facts))
    call = "cost_per_plan(a fresh warehouse, some costs unknown)"
    table_with(table, ["plan", "persons", "years", "mean_cost", "admitted"], call)
    for plan, mean_got, share_got in rows_of(table, ["plan", "mean_cost", "admitted"]):
        mine = [f for f in facts if dict((p, q) for p, q, _ in persons)[f[0]] == plan]
        if not mine:
            assert mean_got is None and share_got is None, explain(
                called=call, got=f"mean_cost {mean_got} and admitted {share_got} for a plan without years",
                wanted="a missing value: nobody knows", look="nought is a statement; NULL is not knowing",
                misconception="table.null_filled")
            continue
        assert mean_got is not None and share_got is not None, explain(
            called=call, got=f"mean_cost {mean_got}, admitted {share_got} for plan {plan:.0f}",
            wanted="two numbers, since years and costs are on record", look="what turns your sum into NULL?",
            misconception="sql.null")
        known = [f[2] for f in mine if f[2] is not None]
        mean_true, share_true = sum(known) / len(known) / 100, sum((f[3] or 0) > 0 for f in mine) / len(mine)
        if abs(mean_got - mean_true) >= 1e-4 or abs(share_got - share_true) >= 1e-4:
            assert abs(mean_got - sum(known) / len(mine) / 100) > 1e-4, explain(
                called=call, got=f"{mean_got}, which counts unknown costs as nought", wanted="dollars per year of known cost",
                look="AVG leaves NULL out; a sum divided by all rows does not", misconception="sql.null")
            by_person = [[f[2] for f in mine if f[0] == p and f[2] is not None] for p in {f[0] for f in mine}]
            of_means = np.mean([np.mean(costs) for costs in by_person if costs]) / 100
            assert abs(mean_got - of_means) > 1e-4, explain(
                called=call, got=f"{mean_got:.2f}, the mean over persons of their own means",
                wanted="dollars per year: somebody with five years counts five times",
                look="do not average averages: sum first, divide once", misconception="metric.macro_micro")
            assert mean_got != int(mean_true) and abs(share_got - int(share_true)) > 1e-9, explain(
                called=call, got=f"mean_cost {mean_got}, admitted {share_got}: whole numbers",
                wanted="dollars with their cents, and a share with its fraction",
                look="7 / 2 is 3 in SQLite: make one side 2.0", misconception="sql.integer_division")
        assert abs(mean_got - mean_true) < 1e-4, explain(
            called=call, got=f"mean_cost {mean_got} for plan {plan:.0f}", wanted="dollars per year of known cost",
            look="total known cost in dollars over the number of years with a known cost")
        assert abs(share_got - share_true) < 1e-4, explain(
            called=call, got=f"admitted {share_got} for plan {plan:.0f}",
            wanted="the share of all the plan's years that have an admission",
            look="how many years, not how many admissions; and a missing count stays in the denominator",
            misconception="sql.null")
### END HIDDEN TESTS

# %% [markdown] role="task" key="top_spenders"
# ## Task 3 — the top spenders, ties included
# Write `top_spenders(con, k)`: for every site the people whose total known cost is among the `k` highest of the site.
# Nobody is left out who spent as much as somebody on the list: two people tied for the last place both stay. A person's
# `rank` is one more than the number of people of that site who spent more. Columns `site`, `person`, `cost` (total,
# dollars), `rank`, in any order. Who has no known cost has no rank.

# %% [markdown] role="hints" key="top_spenders"
# 1. Three people spent 90, 70 and 70 dollars. Which ranks do they have, and who are the two top spenders?
# 2. Sum by person first; then rank within each site. SQL has three functions that number rows, and only one of them
#    matches the definition of `rank` above.
# 3. `RANK() OVER (PARTITION BY site ORDER BY cents DESC)` over a subquery with `SUM(cents)` per person and
#    `HAVING SUM(cents) IS NOT NULL`; filter `rank <= ?` in a query around it, with `params=(k,)`.

# %% role="answer" key="top_spenders" skill="sql-windows"
def top_spenders(con, k):
    """Return a DataFrame: site, person, cost (dollars), rank; everybody of rank k or better in each site."""
    ### BEGIN SOLUTION
    return pd.read_sql_query(
        """
        WITH total AS (
            SELECT m.site, m.person, SUM(f.cents) AS cents
            FROM person AS m JOIN year_fact AS f ON f.person = m.person
            GROUP BY m.site, m.person HAVING SUM(f.cents) IS NOT NULL),
        ranked AS (
            SELECT site, person, cents / 100.0 AS cost,
                   RANK() OVER (PARTITION BY site ORDER BY cents DESC) AS rank
            FROM total)
        SELECT site, person, cost, rank FROM ranked WHERE rank <= ? ORDER BY site, rank, person
        """, con, params=(k,))
    ### END SOLUTION

# %% role="check" key="top_spenders_first" task="top_spenders" points=1
table = top_spenders(make_db(**SMALL), 1)
table_with(table, ["site", "person", "cost", "rank"], "top_spenders(SMALL, 1)")
totals = Counter()
for person, _, cents, _ in SMALL["facts"]:
    totals[person] += cents or 0
(best, cents), = totals.most_common(1)
assert rows_of(table, ["site", "person", "cost", "rank"]) == [(1, best, cents / 100, 1)], explain(
    called="top_spenders(SMALL, 1)", got=f"{rows_of(table, ['site', 'person', 'cost', 'rank'])}",
    wanted="(site, person, cost, rank) of the person of site 1 who spent most; nobody of site 2 has a cost on record",
    look="sum by person, then rank inside each site")

# %% role="check" key="top_spenders_ties" task="top_spenders" points=3
# Sealed: fresh sites with ties at the last place and above it, for several k.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "top_spenders_ties")
persons = [(person, 1, 1 + person % 3) for person in range(200, 248)]
facts, totals = [], {}
for site in (1, 2, 3):
    mine = rng.permutation([p for p, _, s in persons if s == site]).tolist()
    start = int(rng.integers(200, 300))
    levels = [start, start, *range(start - 7, start - 14, -2), start - 20, start - 20, start - 20]
    levels += [start - 30 - i for i in range(len(mine) - len(levels) - 1)]
    for person, level in zip(mine, levels, strict=False):  # the last one has no known cost
        totals[person] = 100 * level + 25
        facts += [(person, 1, 60 * level, 0), (person, 2, 40 * level + 25, 0), (person, 3, None, 0)]
    facts.append((mine[-1], 1, None, 0))
for k in (1, 2, 3, 6, 7, 40):
    table = top_spenders(make_db([(1, 0)], persons, facts), k)
    call = f"top_spenders(a fresh warehouse with ties, {k})"
    table_with(table, ["site", "person", "cost", "rank"], call)
    truth, dense = [], []
    for person, _, site in persons:
        if person in totals:
            above = [totals[p] for p, _, s in persons if s == site and totals.get(p, 0) > totals[person]]
            truth += [(site, person, totals[person] / 100, 1 + len(above))] if len(above) < k else []
            dense += [(site, person)] if len(set(above)) < k else []
    found = rows_of(table, ["site", "person", "cost", "rank"])
    who, whose = {row[:2] for row in found}, {row[:2] for row in truth}
    assert not any(person not in totals for _, person in who), explain(
        called=call, got="a person without any known cost", wanted="people whose total cost is known",
        look="SUM over NULLs alone is NULL; leave these out", misconception="sql.null")
    assert {site for site, _ in who} == {1, 2, 3}, explain(
        called=call, got=f"people of the sites {sorted({site for site, _ in who})}", wanted="the top k of every site",
        look="LIMIT cuts the whole list; PARTITION BY ranks inside each site", misconception="table.grain")
    assert not who < whose, explain(
        called=call, got=f"{len(who)} people, without some who spent as much as the last on the list",
        wanted="everybody who is tied with somebody on the list", look="ROW_NUMBER and LIMIT cut through a tie",
        misconception="sql.ties_cut")
    assert who == whose or who != set(dense), explain(
        called=call, got=f"{len(who)} people, as if k different amounts were asked for",
        wanted="rank: one more than the number of people who spent more",
        look="after two people at rank 1 comes rank 3: which of the ranking functions leaves that gap?",
        misconception="sql.ties_cut")
    assert who == whose, explain(
        called=call, got=f"{len(who)} people, some of whom do not belong there",
        wanted="everybody with fewer than k people of the site above them", look="total over all years, inside a site")
    assert found == sorted(truth), explain(
        called=call, got="the right people with other costs or ranks",
        wanted="the total in dollars, and one more than the number of people of that site who spent more",
        look="cents / 100.0; RANK, not ROW_NUMBER or DENSE_RANK", misconception="sql.ties_cut")
### END HIDDEN TESTS

# %% [markdown] role="task" key="yoy"
# ## Task 4 — change from year to year
# Write `yoy(con)`: one row per row of `year_fact`, in any order, with `person`, `year` and `change`: this year's cost
# minus the cost of the *calendar year before* for the same person, in dollars. Where that year is not on record, or one of the two
# costs is unknown, `change` is missing. Person ids are never NULL here, and a person has a year once at most.

# %% [markdown] role="hints" key="yoy"
# 1. `CLAIMS` holds twelve people whose years jump. What should stand in the row after the jump?
# 2. LAG looks at the row before, whatever year that is. Either ask LAG for the year as well, or join the table to
#    itself on the year you mean.
# 3. `LEFT JOIN year_fact AS before ON before.person = now.person AND before.year = now.year - 1`.

# %% role="answer" key="yoy" skill="sql-windows"
def yoy(con):
    """Return a DataFrame: person, year, change (dollars since the calendar year before, or missing)."""
    ### BEGIN SOLUTION
    return pd.read_sql_query(
        """
        SELECT person, year,
               CASE WHEN LAG(year) OVER w = year - 1 THEN (cents - LAG(cents) OVER w) / 100.0 END AS change
        FROM year_fact WINDOW w AS (PARTITION BY person ORDER BY year)
        """, con)
    ### END SOLUTION

# %% role="check" key="yoy_rows" task="yoy" points=1
table = yoy(make_db(**SMALL))
table_with(table, ["person", "year", "change"], "yoy(SMALL)")
assert len(table) == len(SMALL["facts"]), explain(
    called="yoy(SMALL)", got=f"{len(table)} rows",
    wanted=f"{len(SMALL['facts'])} rows, one per row of year_fact, first years and unknown costs included",
    look="an inner join or a WHERE loses rows", misconception="sql.inner_drop")
moved = rows_of(table, ["person", "year", "change"])
assert (1, 2, 40.0 - 10.0) in moved and (1, 1, None) in moved, explain(
    called="yoy(SMALL)", got=f"{moved}", wanted="person 1: nothing known in year 1, 30 dollars more in year 2",
    look="this year minus the year before, in dollars")

# %% role="check" key="yoy_gaps" task="yoy" points=2
# Sealed: fresh people with years missing in between, in no order, and with unknown costs.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "yoy_gaps")
facts = []
for person in range(300, 330):
    years = sorted(rng.choice(np.arange(1, 8), int(rng.integers(1, 6)), replace=False).tolist())
    facts += [(person, int(year), None if rng.random() < 0.15 else int(rng.integers(0, 9000)), 0) for year in years]
facts += [(330, 1, 100, 0), (330, 3, 900, 0), (331, 1, 100, 0), (331, 2, None, 0), (331, 3, 250, 0)]
facts += [(332, 2, 4000, 0), (333, 3, 7000, 0), (334, 1, 105, 0), (334, 2, 510, 0)]
facts = [facts[i] for i in rng.permutation(len(facts))]
table = yoy(make_db([(1, 0)], [(p, 1, 1) for p in range(300, 335)], facts))
call = "yoy(a fresh warehouse with gaps)"
table_with(table, ["person", "year", "change"], call)
cost = {(person, year): cents for person, year, cents, _ in facts}
truth = {}
for person, year in cost:
    now, before = cost[person, year], cost.get((person, year - 1))
    truth[person, year] = None if now is None or before is None else round((now - before) / 100, 6)
found = {(int(person), int(year)): change for person, year, change in rows_of(table, ["person", "year", "change"])}
assert len(table) == len(facts) and set(found) == set(truth), explain(
    called=call, got=f"{len(table)} rows for {len(facts)} facts", wanted="one row per row of year_fact",
    look="who is lost in an inner join, or doubled in a join without the year?", misconception="sql.inner_drop")
assert found[330, 3] is None, explain(
    called=call, got=f"a change of {found[330, 3]} for a person with the years 1 and 3",
    wanted="a missing change where the calendar year before is not on record",
    look="LAG looks at the row before, not at the year before", misconception="sql.neighbour_row")
assert found[331, 3] is None and found[331, 2] is None, explain(
    called=call, got=f"changes {found[331, 2]} and {found[331, 3]} around a year whose cost is unknown",
    wanted="a missing change on both sides of an unknown cost", look="do you skip NULLs, or count them as nought?",
    misconception="sql.null")
assert found[332, 2] is None and found[333, 3] is None, explain(
    called=call, got="a change for somebody with a single year on record", wanted="changes within one person",
    look="PARTITION BY person: the row before may be somebody else's", misconception="sql.neighbour_row")
wrong = [key for key in truth if found[key] != truth[key]]
assert not wrong, explain(
    called=call, got=f"{len(wrong)} of {len(truth)} changes that are wrong, such as {found[wrong[0]]}" if wrong else "",
    wanted="this year's cost minus the last calendar year's, in dollars and cents",
    look="the sign, the order of the years, and whole-number division")
### END HIDDEN TESTS

# %% [markdown] role="task" key="never_admitted"
# ## Task 5 — who was never in hospital
# Write `never_admitted(con)`: the ids of the people of `person` with no year of `admissions` above 0 on record, as a
# sorted list of ints. People without any year belong to it; a year with unknown admissions is no admission. In
# `year_fact` some rows have no person: somebody's form got lost.

# %% [markdown] role="hints" key="never_admitted"
# 1. Ask SQLite: `SELECT 3 NOT IN (1, NULL)`. What comes back, and what does it mean?
# 2. "Never" is about all rows of a person, so one row with nought says little. Look for people for whom no row with an
#    admission *exists*.
# 3. `WHERE NOT EXISTS (SELECT 1 FROM year_fact AS f WHERE f.person = m.person AND f.admissions > 0)`.

# %% role="answer" key="never_admitted" skill="sql-null"
def never_admitted(con):
    """Return the sorted ids of people with no recorded admission, a list of int."""
    ### BEGIN SOLUTION
    rows = con.execute(
        """
        SELECT m.person FROM person AS m
        WHERE NOT EXISTS (SELECT 1 FROM year_fact AS f WHERE f.person = m.person AND f.admissions > 0)
        ORDER BY m.person
        """)
    return [person for (person,) in rows]
    ### END SOLUTION

# %% role="check" key="never_admitted_list" task="never_admitted" points=1
ids = never_admitted(make_db(**SMALL))
assert type(ids) is list and all(isinstance(one, (int, np.integer)) for one in ids), explain(
    called="never_admitted(SMALL)", got=ids, wanted="a list of ints",
    look="each row that execute returns is a tuple: take its first element")
had = {person for person, _, _, admissions in SMALL["facts"] if admissions}
assert ids == sorted(ids) and not had & set(ids) and 2 in ids, explain(
    called="never_admitted(SMALL)", got=ids, wanted="the people without an admission, sorted, and nobody else",
    look="person 1 was admitted in year 2")

# %% role="check" key="never_admitted_nulls" task="never_admitted" points=2
# Sealed: fresh people, years without a person, people without years, unknown admissions.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "never_admitted_nulls")
for case in range(3):
    persons = [(int(p), 1, 1) for p in rng.choice(np.arange(400, 999), 40, replace=False)]
    facts = [(p, year, 100, int(rng.random() < 0.25)) for p, _, _ in persons[:30] for year in (1, 2, 3)]
    facts += [(persons[30][0], 1, 100, None), (persons[31][0], 1, 100, 0), (persons[32][0], 1, 100, 1),
              (persons[32][0], 2, 100, 0), (5000, 1, 100, 0)]
    facts += [(None, 1, 100, 2), (None, 2, 100, 0)] if case else []
    ids = never_admitted(make_db([(1, 0)], persons, facts))
    call = "never_admitted(a fresh warehouse" + (" with years that have no person)" if case else ")")
    assert type(ids) is list and all(isinstance(one, (int, np.integer)) for one in ids), explain(
        called=call, got=ids, wanted="a list of ints, none of them missing", look="whose ids do you list?")
    truth = sorted(p for p, _, _ in persons if not any(f[0] == p and (f[3] or 0) > 0 for f in facts))
    assert ids or not truth, explain(
        called=call, got="an empty list", wanted="the people without an admission",
        look="x NOT IN (…, NULL) is never true: it is NULL", misconception="sql.null")
    idle = {p for p, _, _ in persons[33:]}
    assert idle <= set(ids), explain(
        called=call, got=f"a list without {len(idle - set(ids))} people who have no year on record",
        wanted="people without any year too", look="start from `person`, and keep who has no partner",
        misconception="sql.inner_drop")
    assert persons[32][0] not in ids, explain(
        called=call, got="somebody who was admitted in one year and not in another",
        wanted="people who were never admitted", look="one row with nought does not speak for all the others",
        misconception="sql.any_for_none")
    assert persons[30][0] in ids, explain(
        called=call, got="a list without somebody whose only year has unknown admissions",
        wanted="people with no admission on record", look="NULL > 0 is not true, and NOT NULL is not true either",
        misconception="sql.null")
    assert ids == truth, explain(
        called=call, got=f"{len(ids)} ids", wanted="each person of `person` without an admission once, sorted",
        look="ids that are in year_fact only are no people of this warehouse; ORDER BY sorts")
### END HIDDEN TESTS

# %% [markdown] role="task" key="dq"
# ## Task 6 — say what is wrong with the data
# Write `dq(con)`: a dict of six ints that goes on top of every report. `persons` and `years`: rows of `person` and
# `year_fact`. `persons_without_year`. `years_without_person`: facts whose person is missing or not in `person`.
# `unknown_costs`: facts without a cost. `plans_listed_twice`: how many plan numbers have more than one row in `plan`.

# %% [markdown] role="hints" key="dq"
# 1. Each number is one small query; nothing forces you to make it a single one.
# 2. An orphan is a row for which no partner exists, and a missing key has none by definition: `NOT IN` will not tell you.
# 3. `SELECT COUNT(*) FROM year_fact f LEFT JOIN person m ON m.person = f.person WHERE m.person IS NULL`, and
#    `SELECT COUNT(*) FROM (SELECT plan FROM plan GROUP BY plan HAVING COUNT(*) > 1)`.

# %% role="answer" key="dq" skill="sql-null"
def dq(con):
    """Return a dict: persons, years, persons_without_year, years_without_person, unknown_costs, plans_listed_twice."""
    ### BEGIN SOLUTION
    queries = {
        "persons": "SELECT COUNT(*) FROM person",
        "years": "SELECT COUNT(*) FROM year_fact",
        "persons_without_year": """SELECT COUNT(*) FROM person AS m
            WHERE NOT EXISTS (SELECT 1 FROM year_fact AS f WHERE f.person = m.person)""",
        "years_without_person": """SELECT COUNT(*) FROM year_fact AS f
            WHERE NOT EXISTS (SELECT 1 FROM person AS m WHERE m.person = f.person)""",
        "unknown_costs": "SELECT COUNT(*) FROM year_fact WHERE cents IS NULL",
        "plans_listed_twice": "SELECT COUNT(*) FROM (SELECT plan FROM plan GROUP BY plan HAVING COUNT(*) > 1)",
    }
    return {name: con.execute(query).fetchone()[0] for name, query in queries.items()}
    ### END SOLUTION

# %% role="check" key="dq_keys" task="dq" points=1
DQ_KEYS = "persons years persons_without_year years_without_person unknown_costs plans_listed_twice".split()
facts = dq(make_db(**SMALL))
assert type(facts) is dict and sorted(facts) == sorted(DQ_KEYS), explain(
    called="dq(SMALL)", got=facts, wanted="a dict with the six keys of the docstring", look="the names of the keys")
assert all(isinstance(number, (int, np.integer)) for number in facts.values()), explain(
    called="dq(SMALL)", got=facts, wanted="six ints", look="fetchone() returns a tuple: take its first element")
assert facts["persons"] == len(SMALL["persons"]) and facts["years"] == len(SMALL["facts"]), explain(
    called="dq(SMALL)", got=facts, wanted="so many persons and years as the tables have rows", look="COUNT(*)")

# %% role="check" key="dq_counts" task="dq" points=2
# Sealed: a fresh warehouse with known defects.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "dq_counts")
for _ in range(3):
    many, idle, lost, strangers, unknown, twice = (int(rng.integers(2, 9)) for _ in range(6))
    persons = [(600 + i, 1 + i % 12, 1) for i in range(20 + many + idle)]
    with_years = persons[: 20 + many]
    facts = [(p, year, 100, 0) for p, _, _ in with_years for year in (1, 2)]
    facts += [(None, 1, 100, 0)] * lost + [(9000 + i, 1, 100, 0) for i in range(strangers)]
    facts += [(with_years[i][0], 3, None, 0) for i in range(unknown)]
    plans = [(i, 0) for i in range(1, 13)] + [(i, 0) for i in range(1, twice + 1)] + [(1, 0)]
    made = dq(make_db(plans, persons, [facts[i] for i in rng.permutation(len(facts))]))
    truth = {"persons": len(persons), "years": len(facts), "persons_without_year": idle,
             "years_without_person": lost + strangers, "unknown_costs": unknown, "plans_listed_twice": twice}
    call = "dq(a fresh warehouse with defects)"
    assert type(made) is dict and sorted(made) == sorted(truth), explain(
        called=call, got=made, wanted="a dict with the six keys of the docstring", look="the names of the keys")
    assert made["years_without_person"] != strangers, explain(
        called=call, got=f"years_without_person {strangers}, without the rows whose person is NULL",
        wanted="every fact that has no partner in `person`", look="NULL NOT IN (…) is not true: use NOT EXISTS",
        misconception="sql.null")
    for key, number in truth.items():
        assert made[key] == number, explain(
            called=call, got=f"{key} {made[key]}", wanted={
                "plans_listed_twice": "plan numbers, each once, that have more than one row",
                "unknown_costs": "the facts whose cost is missing",
                "persons_without_year": "the people for whom no fact exists",
                "years_without_person": "the facts whose person is missing, or in no row of person",
            }.get(key, "the rows of the table, all of them"),
            look="a plan listed three times is one plan: GROUP BY plan HAVING COUNT(*) > 1" if key == "plans_listed_twice"
            else "count what the key's name says, not the rows of a join", misconception={
                "unknown_costs": "sql.null", "persons_without_year": "sql.null"}.get(key, "sql.count_rows"))
### END HIDDEN TESTS

# %% key="save"
warehouse = build_db(CLAIMS)
by_plan = cost_per_plan(warehouse)
result = {"data_quality": dq(warehouse), "cost_per_plan": by_plan.round(4).to_dict("records"),
          "top_spenders": top_spenders(warehouse, 3).to_dict("records"), "never_admitted": len(never_admitted(warehouse))}
Path("claims-warehouse-report.json").write_text(json.dumps(result, indent=2, default=float) + "\n", encoding="utf-8")
by_plan.round(2)

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Two short paragraphs for the head of finance: what a plan costs a year and which plan looks dearest; and what
# somebody who joins the three tables without thinking would have reported. Then one limit: the cost of a few people
# decides a mean. What would you show beside it, and what may you not conclude from the difference between two plans?
# === BEGIN ANSWER ===
# *Answer.* Plan 9 looks dearest with about 276 dollars per person-year, plan 14 cheapest with about 119. Some 4,500
# of the 5,912 people were never admitted to hospital while they took part.
#
# *What could have gone wrong.* A plan listed twice doubles its years in a join, and its total with them; the mean would
# not even have moved, so nobody would have noticed. Averaging people's own means gives plan 9 438 dollars instead of
# 276, because somebody who stayed for one dear year then counts as much as somebody with five.
#
# *Limit.* Costs are very uneven: one stay in hospital outweighs hundreds of visits, so I would show the median, the
# share of years without any cost and the number of people beside each mean. Two small plans can differ by the luck
# of a few stays; before I call one dearer I want an interval that knows that a person's years belong together.
# === END ANSWER ===
