# ---
# title: What did we know then?
# minutes: 50
# problem: Say what could be read on a given morning, and judge a forecast by that and nothing later.
# artefact: vintage-report.json
# ---
# %% [markdown] key="intro"
# # What did we know then?
# A bank's forecast looked fine in the backtest and poor in real life. The backtest had read figures that were published
# late or revised afterwards. You have 29 American series as they stood on 29 June and on 29 July 2016. You will build
# the tools that answer by the calendar: what was known, what changed, and when a model has failed for long enough.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd

FLOATS = (float, np.float64)


def long_form(name):
    """Return a vintage as rows of series, period (a month's first day) and value; blank cells left out."""
    table = load_data(name).melt("Date", var_name="series", value_name="value").dropna(subset=["value"])
    table["period"] = pd.to_datetime(table.pop("Date"), format="%m/%d/%y")
    return table[["series", "period", "value"]].reset_index(drop=True)


def cells(table):
    """Return {(series, period): value}, in which the order of rows and columns plays no part."""
    return {(s, p): float(v) for s, p, v in table[["series", "period", "value"]].itertuples(index=False)}


def draw_facts(rng, names, months):
    """Make up facts (synthetic): each month is published with a lag and revised up to three times, rows shuffled."""
    rows = []
    for name in names:
        for period in pd.date_range("2020-01-01", periods=months, freq="MS"):
            published = period + pd.DateOffset(months=1) + pd.Timedelta(days=int(rng.integers(3, 25)))
            for _ in range(int(rng.integers(1, 5))):
                rows.append((name, period, published, float(rng.integers(100, 900))))
                published += pd.Timedelta(days=int(rng.integers(20, 90)))
    facts = pd.DataFrame(rows, columns=["series", "period", "published", "value"])
    return facts.iloc[rng.permutation(len(facts))].reset_index(drop=True)


JUNE, JULY = long_form("macro_june"), long_form("macro_july")
# Two vintages as one table of facts: a cell of July counts as published on 29 July where June had another value or none.
before = JULY.merge(JUNE, on=["series", "period"], how="left", suffixes=("", "_before"))["value_before"].to_numpy()
FACTS = pd.concat([JUNE.assign(published=pd.Timestamp("2016-06-29")),
                   JULY[JULY["value"].to_numpy() != before].assign(published=pd.Timestamp("2016-07-29"))],
                  ignore_index=True)
FACTS[FACTS["series"] == "RSAFS"].tail(4)  # retail sales, millions of dollars

# %% [markdown] role="task" key="as_of"
# ## Task 1 — the table of that morning
# Write `as_of(facts, day)`. `facts` has the columns `series`, `period`, `published` (both Timestamps) and `value`, in
# any order of rows. Return a DataFrame with the columns `series`, `period`, `value`: one row for each series and
# period that could be read on the morning of `day` (a Timestamp), in any order. Readable is what was published *before*
# `day`, not on it. Of several the one published last counts; of two with the same `published`, the one further down
# in `facts`. A value of NaN is a withdrawal: where it counts, the period has no row. `facts` is not changed.

# %% [markdown] role="hints" key="as_of"
# 1. Three steps: what was out, which of the versions counts, what was withdrawn. Does their order matter?
# 2. Filter by `published`, sort so that the newest stands last and ties keep their places, keep the last of each
#    series and period, and only then drop the gaps. `groupby(…).last()` jumps over gaps.
# 3. `sort_values("published", kind="stable")`, then `drop_duplicates(["series", "period"], keep="last")`, then
#    `dropna(subset=["value"])`.

# %% role="answer" key="as_of" skill="point-in-time"
def as_of(facts, day):
    """Return the series, period and value of everything that could be read on the morning of day."""
    ### BEGIN SOLUTION
    known = facts[facts["published"] < day].sort_values("published", kind="stable")
    newest = known.drop_duplicates(["series", "period"], keep="last").dropna(subset=["value"])
    return newest[["series", "period", "value"]].reset_index(drop=True)
    ### END SOLUTION

# %% role="check" key="as_of_contract" task="as_of" points=1
march, april = pd.Timestamp("2021-03-01"), pd.Timestamp("2021-04-01")
few = pd.DataFrame({"series": ["rate", "rate", "rate"], "period": [march, march, april], "value": [4.0, 5.0, 6.0],
                    "published": pd.to_datetime(["2021-04-05", "2021-05-05", "2021-05-07"])})
for day, wanted in [("2021-04-20", {("rate", march): 4.0}), ("2021-06-01", {("rate", march): 5.0, ("rate", april): 6.0})]:
    made = as_of(few.copy(), pd.Timestamp(day))
    assert type(made) is pd.DataFrame and set(made.columns) == {"series", "period", "value"}, explain(
        called=f"as_of(facts, {day})", got=type(made).__name__, wanted="a DataFrame with series, period and value",
        look="select the three columns at the end")
    assert len(made) == len(wanted) and cells(made) == wanted, explain(
        called=f"as_of(facts, {day})", got=made["value"].tolist(),
        wanted="one row for each period that was out by then, with its value of that day", look="filter by published")

# %% role="check" key="as_of_past" task="as_of" points=2
# Sealed: fresh facts in any order; facts of the day itself and of later days must not move the answer.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "as_of_past")
for case in range(6):
    facts = draw_facts(rng, ["a", "b", "c"], 14)
    day = pd.Timestamp(facts["published"].iloc[int(rng.integers(len(facts)))])  # something is published on this day
    kept = facts.copy()
    made = as_of(facts, day)
    out = {}
    for row in facts.sort_values("published").itertuples():
        if row.published < day:
            out[row.series, row.period] = row.value
    call = f"as_of(facts, {day.date()}), on fresh facts,"
    assert facts.equals(kept), explain(
        called=call, got="changed facts", wanted="facts that stay as they were", look="work on a copy",
        misconception="arith.in_place")
    assert type(made) is pd.DataFrame and {"series", "period", "value"} <= set(made.columns), explain(
        called=call, got=type(made).__name__, wanted="a DataFrame with series, period and value", look="the contract")
    same_day = facts[facts["published"] == day]
    got = cells(made)
    assert not any(got.get((r.series, r.period)) == r.value != out.get((r.series, r.period))
                   for r in same_day.itertuples()), explain(
        called=call, got="a value that was published on that very day",
        wanted="what could be read in the morning, before that day's publications", look="before, or up to?",
        misconception="ops.same_day")
    assert set(got) == set(out), explain(
        called=call, got=f"{len(got)} cells", wanted="the cells of which a value was out by then, and no others",
        look="which of them had been published?", misconception="leak.time")
    assert len(made) == len(got) and got == out, explain(
        called=call, got="another value than the one that was readable, for at least one cell",
        wanted="the value published last before the day, once for each cell",
        look="filter first, then take the newest by published: neither the latest nor the first, nor the lowest row",
        misconception="ops.latest_value")
    assert cells(as_of(facts[facts["published"] < day].copy(), day)) == got, explain(
        called=call + " after the later facts were cut off,", got="another answer", wanted="the same answer",
        look="what happens after the day must not matter", misconception="leak.time")
### END HIDDEN TESTS

# %% role="check" key="as_of_ties" task="as_of" points=2
# Sealed: two versions of the same day, and a figure that was withdrawn.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "as_of_ties")
facts = draw_facts(rng, ["a", "b"], 12)
late = facts["published"].max() + pd.Timedelta(days=200)
corrected = facts.copy()
corrected["value"] = facts["value"] + 0.5
double = pd.concat([facts, corrected], ignore_index=True)  # each publication, and its correction on the same day
made = as_of(double, late)
plain, got = cells(as_of(facts, late)), cells(made)
assert len(made) == len(plain) and got == {key: value + 0.5 for key, value in plain.items()}, explain(
    called="as_of(facts, day), where each figure was corrected on the day of its publication,",
    got="the figure before the correction, for at least one cell",
    wanted="of two with the same published, the one further down",
    look='sort_values needs kind="stable" to leave ties in their order', misconception="sort.ties_unstable")
lost = [key for key in plain if key[0] == "a"][:4]
gone = pd.DataFrame([(s, p, late - pd.Timedelta(days=9), np.nan) for s, p in lost], columns=list(facts.columns))
made = as_of(pd.concat([gone, facts], ignore_index=True), late)
assert cells(made) == {key: value for key, value in plain.items() if key not in lost}, explain(
    called="as_of(facts, day), where four figures were withdrawn before that day,", got=f"{len(made)} rows",
    wanted="no row for a withdrawn figure", look="gaps are dropped last; groupby(…).last() jumps over them",
    misconception="ops.withdrawn_returns")
early = cells(as_of(pd.concat([gone, facts], ignore_index=True), late - pd.Timedelta(days=9)))
assert early == cells(as_of(facts, late - pd.Timedelta(days=9))), explain(
    called="as_of(facts, day), before the withdrawal,", got="missing figures",
    wanted="figures that are there until they are withdrawn", look="filter by day first", misconception="leak.time")
### END HIDDEN TESTS

# %% [markdown] role="task" key="revisions"
# ## Task 2 — what changed between two vintages
# Write `revisions(old, new)` for two tables with `series`, `period`, `value` (no gaps, each series and period at most
# once, rows in any order; `JUNE` and `JULY` are such tables). Return a dict: `revised`, the number of cells that are in
# both with different values, however small the difference; `filled`, those only in `new` whose period is at or before the *last period of `old`*, over
# all series together; `added`, those only in `new` with a later period; `gone`, those only in `old`; all ints; and
# `series`, the sorted list of the names with at least one revised cell.

# %% [markdown] role="hints" key="revisions"
# 1. Which cells belong together? Does row 17 of one table belong to row 17 of the other?
# 2. Join the two by series and period and keep what has no partner on either side; then count the four kinds.
# 3. `old.merge(new, on=["series", "period"], how="outer", suffixes=("_old", "_new"), indicator=True)`; `_merge` is
#    "both", "left_only" or "right_only"; compare `period` with `old["period"].max()`.

# %% role="answer" key="revisions" skill="vintages"
def revisions(old, new):
    """Return {revised, filled, added, gone: int, series: list} for two vintages."""
    ### BEGIN SOLUTION
    pairs = old.merge(new, on=["series", "period"], how="outer", suffixes=("_old", "_new"), indicator=True)
    both, fresh = pairs["_merge"] == "both", pairs["_merge"] == "right_only"
    changed = both & (pairs["value_old"] != pairs["value_new"])
    inside = pairs["period"] <= old["period"].max()
    return {"revised": int(changed.sum()), "filled": int((fresh & inside).sum()), "added": int((fresh & ~inside).sum()),
            "gone": int((pairs["_merge"] == "left_only").sum()), "series": sorted(set(pairs.loc[changed, "series"]))}
    ### END SOLUTION

# %% role="check" key="revisions_contract" task="revisions" points=1
made = revisions(JUNE.head(40).copy(), JUNE.head(40).assign(value=lambda t: t["value"] + (t.index == 3)))
assert type(made) is dict and set(made) == {"revised", "filled", "added", "gone", "series"}, explain(
    called="revisions(old, new)", got=made, wanted="a dict with the five keys", look="the contract")
kinds = {key: type(value) for key, value in made.items()}
assert kinds == {"revised": int, "filled": int, "added": int, "gone": int, "series": list}, explain(
    called="revisions(old, new)", got=kinds, wanted="four ints and a list", look="int(…) turns NumPy's ints into plain ones")
assert made == {"revised": 1, "filled": 0, "added": 0, "gone": 0, "series": [JUNE["series"][3]]}, explain(
    called="revisions(40 cells, the same with one changed)", got=made, wanted="one revised cell, and nothing else",
    look="join by series and period")

# %% role="check" key="revisions_kinds" task="revisions" points=2
# Sealed: fresh vintages with revised, filled, added and lost cells, in any order of rows, and both ways round.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "revisions_kinds")
for case in range(6):
    names = [f"s{n}" for n in rng.permutation(9)[:5]]
    months = pd.date_range("2020-01-01", periods=15, freq="MS")
    whole = pd.DataFrame([(s, m, float(rng.integers(100, 900))) for s in names for m in months],
                         columns=["series", "period", "value"])
    label = rng.choice(["same", "revised", "filled", "gone"], size=len(whole), p=[0.55, 0.2, 0.15, 0.1])
    label[0], last = "same", whole["period"] > months[11]
    label[last] = rng.choice(["added", "no"], size=int(last.sum()))
    label[11] = "same"  # the old vintage ends with month 12
    label[(whole["series"] == names[4]) & (label == "revised")] = "same"  # one series is not revised
    old = whole[np.isin(label, ["same", "revised", "gone"])]
    new = whole[np.isin(label, ["same", "revised", "filled", "added"])]
    new = new.assign(value=new["value"] + np.where(label[new.index] == "revised", 0.25, 0))
    old, new = (t.iloc[rng.permutation(len(t))].reset_index(drop=True) for t in (old, new))
    wanted = {kind: int(np.sum(label == kind)) for kind in ("revised", "filled", "added", "gone")}
    wanted["series"] = sorted(set(whole.loc[label == "revised", "series"]))
    made = revisions(old.copy(), new.copy())
    assert type(made) is dict and made.get("revised") == wanted["revised"], explain(
        called="revisions(old, new), on fresh vintages,", got=made,
        wanted="cells that are in both, by series and period, with different values",
        look="rows do not stand in the same order, and a cell without a partner was not revised",
        misconception="table.grain")
    for kind in ("filled", "added", "gone"):
        assert type(made.get(kind)) is int and made[kind] == wanted[kind], explain(
            called="revisions(old, new), on fresh vintages,", got=f"{kind} {made.get(kind)}",
            wanted="every cell without a partner, by the side that it stands on and the last period of old",
            look="how='outer' keeps both sides; a new cell at or before the last period of all of old is filled, a later one added",
            misconception="sql.inner_drop")
    assert made["series"] == wanted["series"], explain(
        called="revisions(old, new), on fresh vintages,", got=made["series"],
        wanted="the series with a revised cell, sorted",
        look="sort the names" if sorted(made["series"]) == wanted["series"] else "filled cells are no revision")
huge = pd.DataFrame([(s, months[0], 2.0**19 + n) for n, s in enumerate(names)], columns=["series", "period", "value"])
made = revisions(huge.copy(), huge.assign(value=huge["value"] + np.array([0.03125, 0, 0, 0, 0])))
assert type(made) is dict and (made["revised"], made["series"]) == (1, [names[0]]), explain(
    called="revisions(old, new), where one of five figures went from 524288 to 524288.03125,", got=made,
    wanted="one revised cell: every other value is a revision, however near",
    look="compare with !=, without rounding; np.isclose takes neighbours of large figures for equal",
    misconception="ops.small_revision")
ends = [pd.DataFrame([(s, m, 1.0) for s, n in upto for m in months[:n]], columns=list(whole.columns))
        for upto in ([("s1", 4), ("s2", 3)], [("s1", 3), ("s2", 4)])]
made = revisions(*(table.copy() for table in ends))
assert type(made) is dict and made["filled"] == 1 and made["added"] == 0, explain(
    called="revisions(old, new), where s1's last month is lost and s2's arrives,", got=made,
    wanted="a new cell at or before the last period of old is filled", look='old["period"].max(), of all rows of old',
    misconception="count.boundary")
### END HIDDEN TESTS

# %% [markdown] role="task" key="asof_join"
# ## Task 3 — what the decision could see
# Write `asof_join(days, facts)`. `facts` is about one series: `period`, `published`, `value`, no gaps, rows in any order,
# no two rows with the same period and published. `days` is a list of Timestamps in any order. For each day return the
# value of the *newest period* of which something was published before that day, and of that period the version published
# last before that day; NaN where nothing was out. A NumPy array of floats, in the order of `days`. Neither `days` nor
# `facts` is changed.

# %% [markdown] role="hints" key="asof_join"
# 1. On 10 July the May figure is out. On 12 July January is revised. What is the newest figure on 13 July?
# 2. Two questions for each day: which period is the newest that is out, and which is its newest version? The last
#    publication answers neither. A loop over the days is fine.
# 3. `known = facts[facts["published"] < day].sort_values(["period", "published"])`; its last row is the answer; where
#    `known` is empty, `np.nan`.

# %% role="answer" key="asof_join" skill="point-in-time"
def asof_join(days, facts):
    """Return for each day the newest period's value as it could be read that morning; NaN where none could."""
    ### BEGIN SOLUTION
    values = []
    for day in days:
        known = facts[facts["published"] < day].sort_values(["period", "published"])
        values.append(known["value"].iloc[-1] if len(known) else np.nan)
    return np.array(values, dtype=float)
    ### END SOLUTION

# %% role="check" key="asof_join_contract" task="asof_join" points=1
series = few.drop(columns="series")
made = asof_join([pd.Timestamp("2021-04-20"), pd.Timestamp("2021-05-20")], series.copy())
assert type(made) is np.ndarray and made.shape == (2,) and made.dtype.kind == "f", explain(
    called="asof_join(two days, facts)", got=made, wanted="a NumPy array with one float per day", look="np.array(…, dtype=float)")
assert made.tolist() == [4.0, 6.0], explain(
    called="asof_join(two days, facts)", got=made.tolist(), wanted="March's figure in April, and April's in late May",
    look="published before the day")

# %% role="check" key="asof_join_newest" task="asof_join" points=2
# Sealed: late revisions of old months, days in any order, the day of publication, and a day before everything.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "asof_join_newest")
for case in range(5):
    facts = draw_facts(rng, ["a"], 16).drop(columns="series").drop_duplicates(["period", "published"])
    days = [facts["published"].min() - pd.Timedelta(days=3), *rng.choice(facts["published"].to_numpy(), size=12)]
    days += [facts["published"].max() + pd.Timedelta(days=5)]
    days = [pd.Timestamp(days[i]) for i in rng.permutation(len(days))]
    wanted, upto = [], []
    for day in days:
        for result, out in [(wanted, facts["published"] < day), (upto, facts["published"] <= day)]:
            known = facts[out]
            known = known[known["period"] == known["period"].max()]
            result.append(known["value"].to_numpy()[known["published"].to_numpy().argmax()] if len(known) else np.nan)
    asked, given = list(days), facts.copy()
    made = asof_join(asked, given)
    call = f"asof_join({len(days)} days in any order, fresh facts)"
    assert asked == days and given.equals(facts), explain(
        called=call, got="a changed list of days" if asked != days else "changed facts",
        wanted="days and facts that stay as they were", look="sorted(…) and sort_values without inplace make new ones",
        misconception="arith.in_place")
    assert type(made) is np.ndarray and made.shape == (len(days),) and made.dtype.kind == "f", explain(
        called=call, got=made, wanted="a NumPy array with one float per day", look="np.array(…, dtype=float)")
    right = np.array_equal(made, wanted, equal_nan=True)
    by_calendar = [wanted[i] for i in np.argsort(np.array(days, dtype="datetime64[ns]"), kind="stable")]
    assert right or not np.array_equal(made, by_calendar, equal_nan=True), explain(
        called=call, got="the right values in the order of the calendar", wanted="the answers in the order of days",
        look="a join that sorts the days must put them back", misconception="leak.order")
    empty = int(np.argmin(days))
    assert np.isnan(made[empty]), explain(
        called=call, got=f"{made[empty]} for a day before the first publication", wanted="NaN: nothing could be read yet",
        look="filling from behind, or from the nearest, reads the future", misconception="leak.time")
    assert right or not np.array_equal(made, upto, equal_nan=True), explain(
        called=call, got="values that were published on the very day of the decision",
        wanted="what was published before the day", look="merge_asof takes exact matches unless told otherwise",
        misconception="ops.same_day")
    assert right, explain(
        called=call, got="another value for at least one day",
        wanted="the newest period that was out, in its newest version of that day, in the order of the days",
        look="what was published last may be a revision of an old month; of the newest month the last version counts",
        misconception="ops.revision_as_news")
### END HIDDEN TESTS

# %% [markdown] role="task" key="backtest"
# ## Task 4 — a backtest that knows no more than you did
# Write `backtest(facts, days, predict)` for facts as in Task 3. For each day, in the order given: collect what could be
# read that morning as a Series of values (newest versions), indexed by period, oldest first, and call `predict` with
# it; it returns a float, the forecast for the *target*: by the calendar, the month after the last period in the Series.
# The truth is the target's *first published* value. Leave a day out where nothing could be read or the target is never
# published, as may happen to a month in the middle. Return a list of tuples `(day, target, forecast, truth)`: Timestamps
# and floats. `facts` is not changed.

# %% [markdown] role="hints" key="backtest"
# 1. Two different tables are needed for each day: what the model may read, and what it is judged by.
# 2. Known: published before the day, the newest version of each period, sorted by period. Truth: the row of the target
#    that was published earliest, whenever that was.
# 3. `known.sort_values("published").drop_duplicates("period", keep="last").set_index("period")["value"].sort_index()`;
#    `target = known.index[-1] + pd.DateOffset(months=1)`; firsts by `drop_duplicates("period", keep="first")`.

# %% role="answer" key="backtest" skill="vintages"
def backtest(facts, days, predict):
    """Return (day, target, forecast, truth) for each day on which a forecast can be made and judged."""
    ### BEGIN SOLUTION
    ordered = facts.sort_values("published")
    firsts = ordered.drop_duplicates("period", keep="first").set_index("period")["value"]
    rows = []
    for day in days:
        out = ordered[ordered["published"] < day].drop_duplicates("period", keep="last")
        known = out.set_index("period")["value"].sort_index()
        if len(known) == 0:
            continue
        target = known.index[-1] + pd.DateOffset(months=1)
        if target in firsts.index:
            rows.append((day, target, float(predict(known)), float(firsts[target])))
    return rows
    ### END SOLUTION

# %% role="check" key="backtest_contract" task="backtest" points=1
made = backtest(series.copy(), [pd.Timestamp("2021-04-20"), pd.Timestamp("2021-05-20")], lambda known: float(known.iloc[-1]) + 1)
assert type(made) is list and len(made) == 1 and type(made[0]) is tuple and len(made[0]) == 4, explain(
    called="backtest(facts, two days, last value plus one)", got=made,
    wanted="a list with one tuple: on the second day the target was never published", look="leave such a day out")
assert made[0] == (pd.Timestamp("2021-04-20"), april, 5.0, 6.0), explain(
    called="backtest(facts, two days, last value plus one)", got=made[0],
    wanted="day, target, forecast, truth: from March as of 20 April to April's first figure", look="the contract")

# %% role="check" key="backtest_sealed" task="backtest" points=2
# Sealed: a forecaster that watches what it is shown, and truths that were revised later.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "backtest_sealed")
for case in range(4):
    facts = draw_facts(rng, ["a"], 14).drop(columns="series").drop_duplicates(["period", "published"])
    days = [pd.Timestamp(d) for d in rng.choice(facts["published"].to_numpy(), size=9)]
    days.append(facts["published"].min() - pd.Timedelta(days=1))
    hole = pd.Timestamp("2020-01-01") + pd.DateOffset(months=int(rng.integers(4, 9)))  # this month was never published
    facts = facts[facts["period"] != hole]
    last = facts["period"] == hole - pd.DateOffset(months=1)
    days.insert(4, facts.loc[last, "published"].min() + pd.Timedelta(days=1))  # the hole is next
    seen = []

    def predict(known):
        call = "backtest(fresh facts, days, predict)"
        assert isinstance(known, pd.Series) and len(known) > 0, explain(
            called=call, got="an empty Series for predict" if isinstance(known, pd.Series) else f"{type(known).__name__} for predict",
            wanted="a Series of values by period, never empty", look="set_index, and leave out days without figures")
        assert known.index.is_monotonic_increasing, explain(
            called=call, got="a Series for predict in which a later month stands before an earlier one",
            wanted="the months from the oldest to the newest", misconception="leak.order",
            look="the order of publication is another, where old months are revised late: sort_index")
        seen.append(known.copy())
        return float(len(seen))

    lent = facts.copy()
    made = backtest(lent, list(days), predict)
    assert lent.equals(facts), explain(
        called="backtest(fresh facts, days, predict)", got="changed facts", wanted="facts that stay as they were",
        look="sort_values without inplace makes a new table", misconception="arith.in_place")
    wanted, shown = [], []
    for day in days:
        known = {}
        for row in facts.sort_values("published").itertuples():
            if row.published < day:
                known[row.period] = row.value
        target = max(known, default=pd.Timestamp("1900-01-01")) + pd.DateOffset(months=1)
        later = facts[facts["period"] == target].sort_values("published")["value"]
        if len(later):
            shown.append(known)
            wanted.append((day, target, float(later.iloc[0]), float(later.iloc[-1])))
    call = f"backtest(fresh facts, {len(days)} days, predict)"
    assert type(made) is list and all(type(row) is tuple and len(row) == 4 for row in made), explain(
        called=call, got=type(made).__name__, wanted="a list of tuples of four", look="the contract")
    pairs, right = [row[:2] for row in made], [row[:2] for row in wanted]
    assert pairs == right or sorted(pairs) != sorted(right), explain(
        called=call, got="the right days and targets in another order", wanted="the rows in the order of days",
        look="take the days as they come", misconception="leak.order")
    odd = [f"{day.date()}: {target.date()}" for day, target in pairs if (day, target) not in right]
    assert pairs == right, explain(
        called=call, got=f"{len(pairs)} rows; with a wrong target, or not to be judged, for example {odd[0]}" if odd
        else f"{len(pairs)} rows, too few or too many",
        wanted="a row for each day on which something could be read and whose target was ever published",
        look="the target is the calendar's month after the last one that was out before the day: neither the day's own "
        "month nor the next that happens to be in facts", misconception="leak.time")
    given = [{p: float(v) for p, v in known.items()} for known in seen if len(known)]
    assert all(known in given for known in shown), explain(
        called=call, got="a forecaster that was shown other figures than could be read that morning",
        wanted="for each month out by then its newest version before the day",
        look="revisions that came later, and the day's own publications, are not to be seen",
        misconception="ops.latest_value")
    truths = [row[3] for row in made]
    assert truths == [row[2] for row in wanted], explain(
        called=call, got="another truth for at least one day",
        wanted="the first published value of the target",
        look="the row that was published earliest, wherever it stands; the latest revision is another question",
        misconception="ops.truth_revised")
    forecasts = [row[2] for row in made]
    assert all(type(f) in FLOATS for f in forecasts) and len(set(forecasts)) == len(made), explain(
        called=call, got=f"forecasts {forecasts}", wanted="what predict returns, asked anew for each day",
        look="call predict inside the loop")
### END HIDDEN TESTS

# %% [markdown] role="task" key="retrain_on"
# ## Task 5 — ring once
# Write `retrain_on(errors, limit, patience)`. `errors` is a NumPy array of absolute errors in the order of time, NaN where the
# truth is not out yet. Retraining is called for when the error is *above* `limit` for the `patience`-th time in a row. A NaN
# neither counts nor breaks a row; an error at or below the limit breaks it. After a call there is no second one until an
# error at or below the limit has been seen. Return the list of positions (ints, from 0) at which the call is made.

# %% [markdown] role="hints" key="retrain_on"
# 1. Which two things must you remember from one error to the next?
# 2. A counter of the row, and whether the alarm is armed. A good error sets the counter to zero and arms the alarm; a
#    call disarms it; a NaN does nothing.
# 3. `for place, error in enumerate(errors)`: `if np.isnan(error): continue`; `if error <= limit: row, armed = 0, True`;
#    else `row += 1`, and when armed and `row >= patience` append `place` and disarm.

# %% role="answer" key="retrain_on" skill="retrain-trigger"
def retrain_on(errors, limit, patience):
    """Return the positions at which retraining is called for, once for each spell of large errors."""
    ### BEGIN SOLUTION
    calls, row, armed = [], 0, True
    for place, error in enumerate(errors):
        if np.isnan(error):
            continue
        if error <= limit:
            row, armed = 0, True
            continue
        row += 1
        if armed and row >= patience:
            calls.append(place)
            armed = False
    return calls
    ### END SOLUTION

# %% role="check" key="retrain_on_contract" task="retrain_on" points=1
for errors, patience, wanted in [([1, 5, 5, 1], 2, [2]), ([1, 5, 1, 5], 2, []), ([5, 1, 1, 1], 1, [0])]:
    made = retrain_on(np.array(errors, dtype=float), 3.0, patience)
    assert type(made) is list and made == wanted, explain(
        called=f"retrain_on({errors}, 3.0, {patience})", got=made, wanted="a list of the positions of the calls",
        look="count the errors above the limit in a row")

# %% role="check" key="retrain_on_once" task="retrain_on" points=2
# Sealed: long spells, gaps inside them, errors exactly at the limit, and spells that come back.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "retrain_on_once")
nan = float("nan")
h, n = 8.0, 2.0  # high, normal; the limit is 4
start = [n] * int(rng.integers(1, 6))
for story, tail, patience, places, look, name in [
    ("a spell of six large errors", [h] * 6 + [n], 2, [1], "one spell, one call: then wait for a good error",
     "ops.rings_again"),
    ("two spells with a good error between them", [h, h, h, n, h, h], 2, [1, 5], "a good error arms the alarm again",
     "ops.rings_never_again"),
    ("a spell with truths that are not out yet", [h, nan, nan, h, n], 2, [3], "a NaN neither counts nor breaks a row",
     "table.null_filled"),
    ("one large error and a truth that is not out yet", [h, nan, n], 2, [], "a NaN is no large error", "table.null_filled"),
    ("errors exactly at the limit", [h, 4.0, h, 4.0, h], 2, [], "at the limit is not above it", "count.boundary"),
    ("single large errors", [h, n, h, n, h], 2, [], "one bad month is no failed model", "ops.rings_early"),
    ("a NaN after the call", [h, h, nan, h, h], 2, [1], "a NaN does not arm the alarm", "ops.rings_again"),
    ("a patience of one", [h, h, n, h], 1, [0, 3], "patience is an argument", None),
]:
    made = retrain_on(np.array(start + tail), 4.0, patience)
    assert type(made) is list and made == [len(start) + place for place in places], explain(
        called=f"retrain_on({story}, 4.0, {patience})", got=made,
        wanted="one call for each spell, at the error that completes the patience", look=look, misconception=name)
### END HIDDEN TESTS

# %% key="save"
day_june, day_july = pd.Timestamp("2016-06-30"), pd.Timestamp("2016-07-30")
result = revisions(as_of(FACTS, day_june), as_of(FACTS, day_july))
for name, day in [("as of 30 June", day_june), ("as of 30 July", day_july)]:
    known = as_of(FACTS, day)
    sales = known[known["series"] == "RSAFS"].set_index("period")["value"].sort_index()
    result[f"retail sales, May on April 2016, {name}"] = float(sales["2016-05-01"] / sales["2016-04-01"] - 1)
Path("vintage-report.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the head of the desk: why the backtest looked better than real life, what your tools let it
# read, and what changed within one month, with the numbers of the report. Then one limit: you have two vintages. What
# can they not tell about June, and what would you store from now on?
# === BEGIN ANSWER ===
# *Problem.* The backtest read the file of today. On the day of a decision some of its figures were not out, and others
# were different.
#
# *Approach.* Each figure carries the day of its publication. A decision reads what was published before that day, in the
# version of that day, and a forecast is judged by the first figure that came out.
#
# *Impact.* Within one month 85 cells in 17 series were revised and 21 blanks were filled. The growth of retail sales in
# May was 0.45% in June and 0.21% in July.
#
# *Limit.* Two vintages say "by 29 June" and "by 29 July", not the day of publication, and nothing about the revisions
# before. From now on I would store every download with its day, or every figure with its day of publication, and never
# overwrite either.
# === END ANSWER ===
