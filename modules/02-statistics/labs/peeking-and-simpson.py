# ---
# title: Peeking and Simpson
# minutes: 50
# problem: Two dashboards contradict their own details; find out which number to believe.
# artefact: two-dashboards.json
# ---
# %% [markdown] key="intro"
# # Peeking and Simpson
# One dashboard tests every evening and found an effect where nobody had changed anything. The other says that
# passengers from Queenstown fared better, yet among women and among men they fared worse. Neither has a bug. You will
# count the false alarms of early looks, find a limit that keeps its promise, and compare groups of different mixture.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd

FLOATS = (float, np.float64)
INTS = (int, np.int64)
BOOLS = (bool, np.bool_)
# Doctor visits of 5,912 people in their first year of the RAND trial: an outcome as ragged as they come.
VISITS = load_data("rand").sort_values("year").drop_duplicates("zper")["mdvis"].to_numpy(float)
LOOKS = list(range(50, 1000, 50))  # people per arm at each of nineteen looks
SHIP = load_data("titanic")[["survived", "sex", "pclass", "embarked"]].dropna().reset_index(drop=True)


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


def a_number(value, called, wanted):
    """Return the value as a float, after making sure that it is one."""
    assert type(value) in FLOATS and math.isfinite(value), explain(
        called=called, got=value if type(value) in (int, float) else kind_of(value), wanted=wanted,
        look="float(…) turns NumPy's scalar into one")
    return float(value)


def wandering(rng, runs, looks):
    """Return z-values of `runs` tests without any effect, one column per look: synthetic, normal, running sums."""
    return np.cumsum(rng.normal(size=(runs, looks)), axis=1) / np.sqrt(np.arange(1, looks + 1))


def mixture(rng, cells):
    """Return a table with `ok`, `site` and `kind` in mixed order; cells are (site, kind, rows, rows that are ok)."""
    rows = [(int(i < good), site, kind) for site, kind, n, good in cells for i in range(n)]
    return pd.DataFrame(rows, columns=["ok", "site", "kind"]).iloc[rng.permutation(len(rows))].reset_index(drop=True)


SHIP.groupby(["sex", "embarked"])["survived"].agg(["size", "mean"]).unstack().round(3)

# %% [markdown] role="task" key="z_after"
# ## Task 1 — the test at every look
# Write `z_after(a, b, looks)`. `a` and `b` are NumPy arrays of outcomes in order of arrival, `looks` a list of whole
# numbers n of at least 2, not always from small to large. Return a float NumPy array with one z per look, in the
# list's order, from the *first n* values of each arm: (mean a − mean b) / √(s²_a / n + s²_b / n), with s² the variance
# with `ddof=1`. The variances are above 0.

# %% [markdown] role="hints" key="z_after"
# 1. What could the dashboard know on that evening? Values that had not arrived yet must not enter, not even through
#    the spread.
# 2. For every look cut both arms to their first n values, and compute everything from these.
# 3. `x, y = a[:n], b[:n]`, then `(x.mean() - y.mean()) / np.sqrt((x.var(ddof=1) + y.var(ddof=1)) / n)` in a list that
#    `np.array` takes.

# %% role="answer" key="z_after" skill="multiple-tests"
def z_after(a, b, looks):
    """Return the z-value after each look, shape (len(looks),)."""
    ### BEGIN SOLUTION
    values = []
    for n in looks:
        x, y = a[:n], b[:n]
        values.append((x.mean() - y.mean()) / np.sqrt((x.var(ddof=1) + y.var(ddof=1)) / n))
    return np.array(values, dtype=float)
    ### END SOLUTION

# %% role="check" key="z_after_shape" task="z_after" points=1
z = z_after(VISITS[:200].copy(), VISITS[200:400].copy(), [50, 100, 200])
call = "z_after(200 people, 200 others, [50, 100, 200])"
assert type(z) is np.ndarray and z.shape == (3,) and z.dtype.kind == "f" and np.isfinite(z).all(), explain(
    called=call, got=kind_of(z), wanted="a NumPy array with one float per look", look="np.array around the list")
assert len(np.unique(z)) == 3, explain(
    called=call, got=z, wanted="another z at every look", look="what changes with n?")

# %% role="check" key="z_after_past" task="z_after" points=2
# Sealed: fresh outcomes; what arrives later must not change what was seen before.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "z_after_past")
a, b = rng.gamma(2, 2, 300), rng.gamma(2, 2, 300) + 1
looks = [20, 60, 150, 300]
call = "z_after(a, b, [20, 60, 150, 300]), on fresh outcomes,"
z = z_after(a.copy(), b.copy(), list(looks))
assert type(z) is np.ndarray and z.shape == (4,), explain(
    called=call, got=kind_of(z), wanted="one float per look", look="np.array around the list")
later = a.copy()
later[150:] += 40
assert np.allclose(z_after(later, b.copy(), list(looks))[:3], z[:3]), explain(
    called="z_after(a, b, looks), after the last 150 values of a were changed,", got="other values at earlier looks",
    wanted="looks that know only what had arrived", look="do the spread or the means use the whole array?",
    misconception="leak.time")
pooled = [(a[:n].mean() - b[:n].mean()) / math.sqrt((a[:n].var(ddof=1) + b[:n].var(ddof=1)) / n) for n in looks]
assert np.allclose(z, pooled), explain(
    called=call, got=z.round(2).tolist(), wanted="the difference a − b over its standard error",
    look="first n values of both arms; each variance over n; the root of the sum", misconception="test.wrong_error")
mixed = z_after(a.copy(), b.copy(), [150, 20, 300, 60])
assert np.shape(mixed) == (4,) and np.allclose(mixed, [z[2], z[0], z[3], z[1]]), explain(
    called="z_after(a, b, [150, 20, 300, 60])", got=np.round(mixed, 2), wanted="one z per look, in the order of the list",
    look="is the list sorted on the way?", misconception="ops.unordered")
### END HIDDEN TESTS

# %% [markdown] role="task" key="false_alarms"
# ## Task 2 — how often does an early stop lie?
# Write `false_alarms(z, limit)`. `z` is an array of shape (runs, looks): tests in which nothing differs. Whoever peeks
# stops at the first look with |z| > `limit` and reports an effect; a z exactly on the limit stops nobody. Return the
# share of runs that end so, as a float between 0 and 1.

# %% [markdown] role="hints" key="false_alarms"
# 1. How many chances has one run to raise an alarm, and how many alarms can it raise before it is stopped?
# 2. A run counts once, if any of its looks crosses the limit, on either side.
# 3. `(np.abs(z) > limit).any(axis=1).mean()`, with `float(…)` around it.

# %% role="answer" key="false_alarms" skill="multiple-tests"
def false_alarms(z, limit):
    """Return the share of runs in which some look crosses the limit."""
    ### BEGIN SOLUTION
    return float((np.abs(z) > limit).any(axis=1).mean())
    ### END SOLUTION

# %% role="check" key="false_alarms_small" task="false_alarms" points=1
z = np.array([[0.5, 2.5, 2.2], [0.1, 0.2, -0.3], [1.0, 0.4, 0.2], [2.1, 0.1, 0.1]])
share = a_number(false_alarms(z.copy(), 2.0), "false_alarms(four runs of three looks, 2.0)", "one share, a float")
assert share == 0.5, explain(
    called="false_alarms(four runs of three looks, 2.0)", got=share,
    wanted="two runs of four cross the limit at some look",
    look="a run counts once, and also if the last look is small again")
assert false_alarms(z.copy(), 3.0) == 0, explain(
    called="false_alarms(four runs of three looks, 3.0)", got=false_alarms(z.copy(), 3.0),
    wanted="no run crosses 3", look="where does limit enter?")

# %% role="check" key="false_alarms_runs" task="false_alarms" points=2
# Sealed: fresh runs in which nothing differs; the sign must not matter.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "false_alarms_runs")
for looks, limit in [(5, 1.96), (12, 1.96), (12, 2.5)]:
    z = wandering(rng, 400, looks)
    z[:40, 1], below = -4.0, 40
    while abs((z > limit).any(axis=1).mean() - (np.abs(z) > limit).mean()) < 1e-9:  # two mistakes, one number
        z[below, 1], below = -4.0, below + 1
    call = f"false_alarms(400 fresh runs of {looks} looks, {limit})"
    share = a_number(false_alarms(z.copy(), limit), call, "one share, a float")
    right, upper = (np.abs(z) > limit).any(axis=1).mean(), (z > limit).any(axis=1).mean()
    assert abs(share - upper) > 1e-9, explain(
        called=call, got=f"{share:.3f}, which counts alarms on one side", wanted="effects of both signs counted",
        look="a z far below zero would have been reported too", misconception="test.one_sided")
    assert abs(share - right) < 1e-9, explain(
        called=call, got=f"{share:.3f}", wanted="the share of runs with a crossing at any look",
        look="any look of a run, not the last one and not the average over looks", misconception="test.peeking")
    again = a_number(false_alarms(-z, limit), "false_alarms(-z, limit)", "one share, a float")
    assert abs(again - share) < 1e-9, explain(
        called="false_alarms(-z, limit)", got=f"{again:.3f} after {share:.3f}", wanted="the same share",
        look="np.abs", misconception="test.one_sided")
share = false_alarms(np.array([[2.0, 0.5], [0.3, -2.0], [-2.5, 0.1], [0.1, 0.2]]), 2.0)
share = a_number(share, "false_alarms(four runs, 2.0)", "one share, a float")
assert share == 0.25, explain(
    called="false_alarms(four runs, 2.0), two of which touch 2 and one of which crosses it,", got=share,
    wanted="the one run that crosses", look="|z| > limit: on the limit itself nobody stops",
    misconception="count.boundary")
### END HIDDEN TESTS

# %% [markdown] role="task" key="safe_limit"
# ## Task 3 — a limit that keeps its promise
# Write `safe_limit(z, alpha)`. `z` is as in Task 2. Return, as a float, the *smallest* limit for which the share of
# runs with |z| > limit at any look is at most `alpha` (above 0, below 1). It is always one of the runs' own largest
# |z|. A share of exactly `alpha` is still allowed: of 100 runs with an alpha of 0.25, 25 may cross. Nothing else is
# assumed: neither a normal distribution nor independent looks. No check hangs on a rounded last digit.

# %% [markdown] role="hints" key="safe_limit"
# 1. Which one number of a run decides whether the run crosses a given limit?
# 2. Take each run's largest |z| and sort. How many of the runs may stand above your limit? That is a whole number.
# 3. `worst = np.sort(np.abs(z).max(axis=1))[::-1]`; `worst[k]` has at most k runs above it, and
#    `k = int(np.floor(alpha * len(worst)))` are allowed.

# %% role="answer" key="safe_limit" skill="multiple-tests"
def safe_limit(z, alpha):
    """Return the smallest limit that at most a share alpha of the runs crosses."""
    ### BEGIN SOLUTION
    worst = np.sort(np.abs(z).max(axis=1))[::-1]
    return float(worst[int(np.floor(alpha * len(worst)))])
    ### END SOLUTION

# %% role="check" key="safe_limit_number" task="safe_limit" points=1
z = wandering(np.random.default_rng(SEED), 410, 8)
strict = a_number(safe_limit(z.copy(), 0.05), "safe_limit(410 runs, 0.05)", "one limit, a float")
loose = a_number(safe_limit(z.copy(), 0.3), "safe_limit(410 runs, 0.3)", "one limit, a float")
assert 0 < loose < strict, explain(
    called="safe_limit(z, 0.3) after safe_limit(z, 0.05)", got=f"{loose:.3f} after {strict:.3f}",
    wanted="a lower limit where more alarms are allowed", look="sort from the largest down")
assert (np.abs(z).max(axis=1) > strict).mean() <= 0.05, explain(
    called="safe_limit(410 runs, 0.05)", got=f"{strict:.3f}, which more than 5% of the runs cross",
    wanted="a promise that holds on the runs that were handed in", look="each run's largest |z| decides")

# %% role="check" key="safe_limit_smallest" task="safe_limit" points=3
# Sealed: fresh runs, some of them all but equal from look to look; the limit must be safe and no larger than needed.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "safe_limit_smallest")
for looks, stretch in [(6, 1.0), (15, 1.0), (15, 1.6)]:
    z = wandering(rng, 305, looks) * stretch
    z[:60] = -np.abs(z[:60])
    for alpha in (0.05, 0.1):
        limit = a_number(safe_limit(z.copy(), alpha), f"safe_limit(305 fresh runs, {alpha})", "one limit, a float")
        call = f"safe_limit(305 fresh runs of {looks} looks, {alpha})"
        worst = np.sort(np.abs(z).max(axis=1))[::-1]
        share = (worst > limit).mean()
        assert share <= alpha, explain(
            called=call, got=f"a limit that {share:.1%} of the runs cross", wanted="at most the share that was asked",
            look="any look, either side: take each run's largest |z|", misconception="test.peeking")
        right = worst[int(alpha * 305)]
        assert limit <= right + 1e-9, explain(
            called=call, got="a limit that is larger than needed", wanted="the smallest limit that keeps the promise",
            look="looks are not independent, and alpha is not to be halved or divided: count the runs you were given",
            misconception="test.bonferroni_looks")
z = wandering(rng, 304, 6)
for alpha, crossing in [(0.25, 76), (0.125, 38)]:  # both shares are exact in binary, and so is what they leave
    call = f"safe_limit(304 fresh runs, {alpha}), where exactly {crossing} runs may cross,"
    limit = a_number(safe_limit(z.copy(), alpha), call, "one limit, a float")
    crossed = int((np.abs(z).max(axis=1) > limit).sum())
    assert crossed == crossing, explain(
        called=call, got=f"a limit that {crossed} cross", wanted="the smallest limit that keeps the promise",
        look="a share of exactly alpha is allowed: count how many stand above your limit",
        misconception="count.boundary")
### END HIDDEN TESTS

# %% [markdown] role="task" key="reversal"
# ## Task 4 — does the sign turn round?
# Write `reversal(table, outcome, group, stratum, one, other)`. The last two are values of the column `group`; other
# values of it are to be ignored. Return a dict: `overall` (float: mean `outcome` of `one` minus that of `other`, over
# all their rows), `within` (a dict from each value of `stratum` in which *both* groups have rows to the same difference
# inside it, floats) and `reversed` (bool): True if there are at least two such values, all differences within have the
# same sign, none is 0, and `overall` has the other sign.

# %% [markdown] role="hints" key="reversal"
# 1. What has to be true of *every* stratum before you call it a reversal?
# 2. Compute the means by stratum and group in one go and drop the strata where one group is missing. Then look at the
#    signs.
# 3. `means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()`;
#    `np.sign` of the differences has one value, and it is minus that of `overall`.

# %% role="answer" key="reversal" skill="confounding"
def reversal(table, outcome, group, stratum, one, other):
    """Return {"overall", "within", "reversed"} for the difference one − other."""
    ### BEGIN SOLUTION
    pair = table[table[group].isin([one, other])]
    means = pair.groupby([stratum, group])[outcome].mean().unstack().reindex(columns=[one, other]).dropna()
    overall = pair.loc[pair[group] == one, outcome].mean() - pair.loc[pair[group] == other, outcome].mean()
    within = means[one] - means[other]
    signs = set(np.sign(within))
    turned = len(within) >= 2 and len(signs) == 1 and 0 not in signs and signs == {-np.sign(overall)}
    return {"overall": float(overall), "within": {key: float(gap) for key, gap in within.items()},
            "reversed": bool(turned)}
    ### END SOLUTION

# %% role="check" key="reversal_ship" task="reversal" points=1
made = reversal(SHIP.copy(), "survived", "embarked", "sex", "Q", "S")
call = 'reversal(SHIP, "survived", "embarked", "sex", "Q", "S")'
assert type(made) is dict and type(made.get("overall")) in FLOATS and type(made.get("within")) is dict, explain(
    called=call, got=made if type(made) is dict else kind_of(made),
    wanted="a dict with a float, a dict and a bool", look="the keys of the task")
assert set(made["within"]) == {"female", "male"} and type(made.get("reversed")) in BOOLS, explain(
    called=call, got=made, wanted="differences for female and male, and a bool under reversed", look="bool(…)")
assert made["overall"] > 0 > max(made["within"].values()) and made["reversed"], explain(
    called=call, got=made, wanted="Queenstown ahead overall and behind among women and among men",
    look="one minus other, in the overall number and within")

# %% role="check" key="reversal_fresh" task="reversal" points=2
# Sealed: fresh tables with and without a reversal, with a third group and with strata that hold one group only.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "reversal_fresh")
turned = [("A", "mild", 40, 36), ("A", "severe", 160, 80), ("B", "mild", 160, 136), ("B", "severe", 40, 16)]
halfway = [("A", "mild", 40, 36), ("A", "severe", 160, 80), ("B", "mild", 160, 136), ("B", "severe", 40, 22)]
plain = [("A", "mild", 50, 40), ("A", "severe", 50, 30), ("B", "mild", 50, 35), ("B", "severe", 50, 25)]
level = [("A", "mild", 40, 36), ("A", "severe", 160, 80), ("B", "mild", 160, 136), ("B", "severe", 40, 20)]
lonely = turned + [("B", "other", 30, 1), ("A", "none", 20, 19)]
third = turned + [("C", "mild", 90, 1), ("C", "severe", 10, 9), ("C", "strange", 10, 5)]
absent = turned + [("C", "mild", 90, 1)]
numbered = [(site, {"mild": 1, "severe": 3}[kind], n, good) for site, kind, n, good in turned]
one_only = [("A", "mild", 40, 20), ("A", "severe", 160, 140), ("B", "mild", 40, 24)]
for name, cells, right in [("a reversal", turned, True), ("a sign that differs between strata", halfway, False),
                           ("the same sign everywhere", plain, False), ("a stratum without difference", level, False),
                           ("strata that hold one group only", lonely, False), ("a third group", third, True),
                           ("a third group that lacks a stratum", absent, True),
                           ("strata that are numbers", numbered, True), ("one stratum to compare", one_only, False)]:
    table = mixture(rng, cells)
    a, b = table[table["site"] == "A"], table[table["site"] == "B"]
    overall = a["ok"].mean() - b["ok"].mean()
    within = {kind: a.loc[a["kind"] == kind, "ok"].mean() - b.loc[b["kind"] == kind, "ok"].mean()
              for kind in sorted(set(a["kind"]) & set(b["kind"]))}
    if name == "strata that hold one group only":
        right = all(gap * overall < 0 for gap in within.values())
    call = f'reversal(table, "ok", "site", "kind", "A", "B"), with {name},'
    made = reversal(table.copy(), "ok", "site", "kind", "A", "B")
    assert type(made) is dict and type(made.get("within")) is dict and type(made.get("reversed")) in BOOLS, explain(
        called=call, got=kind_of(made), wanted="a dict with overall, within and reversed", look="the keys of the task")
    assert {str(kind) for kind in made["within"]} == {str(kind) for kind in within}, explain(
        called=call, got=f"differences within {sorted(map(str, made['within']))}",
        wanted="only strata in which both groups have rows, and all of these",
        look="a missing group is no difference of 0; whether a third group has rows does not matter",
        misconception="strata.empty")
    assert set(made["within"]) == set(within), explain(
        called=call, got="keys of another type", wanted="the values of the column stratum as keys, as they are",
        look="str(…) turns the number 1 into the text \"1\"", misconception="strata.empty")
    total = a_number(made.get("overall"), call + " under overall", "one difference, a float")
    assert abs(total - overall) < 1e-9, explain(
        called=call, got=f"overall {total:.3f}",
        wanted="the difference of the two groups over all their rows",
        look="each row counts once; a third group stays out", misconception="strata.own_weights")
    assert all(abs(made["within"][kind] - gap) < 1e-9 for kind, gap in within.items()), explain(
        called=call, got=", ".join(f"{kind}: {gap:.3f}" for kind, gap in made["within"].items()),
        wanted="the difference of the two groups inside each stratum",
        look="one minus other", misconception="cause.confounding")
    assert bool(made["reversed"]) == right, explain(
        called=call, got=f"reversed {made['reversed']}", wanted="True only if every stratum turns the sign",
        look="at least two strata, all with one sign, none 0, and the overall sign against them",
        misconception="strata.some_turn")
### END HIDDEN TESTS

# %% [markdown] role="task" key="standardised"
# ## Task 5 — the same mixture for everybody
# Write `standardised(table, outcome, group, stratum)`. Return a pandas Series, one float per group (index: the values
# of `group`, in any order): the group's mean `outcome` in each stratum, averaged with weights that are the same for all
# groups, namely the stratum's share of the rows of the table. Only strata count in which *every* group has rows; the
# shares are taken among the rows of these strata, so they sum to 1. There is at least one such stratum.

# %% [markdown] role="hints" key="standardised"
# 1. Give every group the same mixture. Whose mixture? Each group's own would bring the old numbers back.
# 2. A table of means with strata down and groups across; drop strata with a gap; weigh the rest by their rows in the
#    whole table.
# 3. `means = table.groupby([stratum, group])[outcome].mean().unstack().dropna()`; shares from
#    `table[stratum].value_counts().loc[means.index]` divided by their sum; `means.mul(shares, axis=0).sum()`.

# %% role="answer" key="standardised" skill="confounding"
def standardised(table, outcome, group, stratum):
    """Return each group's mean outcome under the common mixture of strata, a Series."""
    ### BEGIN SOLUTION
    means = table.groupby([stratum, group])[outcome].mean().unstack().dropna()
    rows = table[stratum].value_counts().loc[means.index]
    return means.mul(rows / rows.sum(), axis=0).sum()
    ### END SOLUTION

# %% role="check" key="standardised_ship" task="standardised" points=1
rates = standardised(SHIP.copy(), "survived", "embarked", "sex")
call = 'standardised(SHIP, "survived", "embarked", "sex")'
assert type(rates) is pd.Series and set(rates.index) == {"C", "Q", "S"} and rates.dtype.kind == "f", explain(
    called=call, got=kind_of(rates), wanted="a Series of floats with the index C, Q, S", look="one number per port")
assert rates.between(0, 1).all() and rates["Q"] < rates["S"], explain(
    called=call, got=rates.round(3).to_dict(), wanted="shares of survivors, with Queenstown now behind Southampton",
    look="the same weights for every port")

# %% role="check" key="standardised_weights" task="standardised" points=2
# Sealed: fresh tables; weights that are common, that follow the rows, and that sum to one.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "standardised_weights")
base = [("A", "mild", 40, 36), ("A", "severe", 160, 80), ("B", "mild", 300, 255), ("B", "severe", 40, 16)]
for name, cells in [("two strata", base), ("a stratum that lacks a group", base + [("B", "other", 90, 45)]),
                    ("a third group", base + [("C", "mild", 25, 5), ("C", "severe", 60, 30)])]:
    table = mixture(rng, cells)
    call = f'standardised(table, "ok", "site", "kind"), with {name},'
    rates = standardised(table.copy(), "ok", "site", "kind")
    sites = sorted(table["site"].unique())
    assert type(rates) is pd.Series and sorted(rates.index) == sites, explain(
        called=call, got=kind_of(rates), wanted="a Series with one number per group", look="the values of group")
    ones = standardised(table.assign(ok=1.0), "ok", "site", "kind")
    assert np.allclose(ones.to_numpy(float), 1), explain(
        called="standardised(table where every outcome is 1, …)", got=ones.round(3).to_dict(),
        wanted="1 for every group: the weights sum to one", look="shares among the rows of the strata that count",
        misconception="strata.empty")
    kinds = [kind for kind in sorted(table["kind"].unique())
             if table.loc[table["kind"] == kind, "site"].nunique() == len(sites)]
    shares = np.array([(table["kind"] == kind).sum() for kind in kinds], dtype=float)
    cell = np.array([[table.loc[(table["site"] == site) & (table["kind"] == kind), "ok"].mean() for kind in kinds]
                     for site in sites])
    got = rates.loc[sites].to_numpy(float)
    assert not np.allclose(got, cell.mean(axis=1)), explain(
        called=call, got=rates.round(3).to_dict(), wanted="strata weighed by their rows",
        look="a small stratum must not speak as loudly as a large one", misconception="strata.unweighted")
    own = table[table["kind"].isin(kinds)].groupby("site")["ok"].mean().loc[sites].to_numpy()
    assert not np.allclose(got, own), explain(
        called=call, got="the plain means of the groups", wanted="one mixture for all groups",
        look="weights by each group's own rows bring the plain mean back", misconception="strata.own_weights")
    assert np.allclose(got, cell @ (shares / shares.sum())), explain(
        called=call, got=rates.round(3).to_dict(), wanted="weights from the rows of the whole table",
        look="shares of all rows, in the strata that every group has", misconception="strata.own_weights")
### END HIDDEN TESTS

# %% [markdown] role="task" key="claim"
# ## Task 6 — what may be said
# Write `claim(z, looks, limit, found, rates, one, other)`: one run's `z` (array) with its `looks` (list of people per
# arm), the `limit` that was settled before, `found` as from `reversal`, `rates` as from `standardised`. Return a dict:
# `stopped_at` (int: the people per arm at the first look with |z| > limit, or None), `significant` (bool: whether
# there was such a look), `overall` (from `found`), `standardised` (rate of `one` minus that of `other`, float) and
# `report`: "standardised" if `found` says that the sign is reversed, else "overall".

# %% [markdown] role="hints" key="claim"
# 1. A run stops at its first crossing. What does the dashboard know of the looks after it?
# 2. Find the places where |z| is above the limit; the first of them, if there is any, names the look.
# 3. `hits = np.flatnonzero(np.abs(z) > limit)`, then `int(looks[hits[0]]) if len(hits) else None`.

# %% role="answer" key="claim" skill="multiple-tests"
def claim(z, looks, limit, found, rates, one, other):
    """Return what the two dashboards may claim, as a dict that JSON can hold."""
    ### BEGIN SOLUTION
    hits = np.flatnonzero(np.abs(z) > limit)
    return {
        "stopped_at": int(looks[hits[0]]) if len(hits) else None,
        "significant": len(hits) > 0,
        "overall": float(found["overall"]),
        "standardised": float(rates[one] - rates[other]),
        "report": "standardised" if found["reversed"] else "overall",
    }
    ### END SOLUTION

# %% role="check" key="claim_keys" task="claim" points=1
made = claim(np.array([0.5, 1.0, 3.1]), [50, 100, 150], 2.5,
             {"overall": 0.1, "within": {"x": 0.2, "y": 0.1}, "reversed": False},
             pd.Series({"A": 0.6, "B": 0.5}), "A", "B")
call = "claim(z, [50, 100, 150], 2.5, found, rates, 'A', 'B'), with a crossing at the last look,"
wanted = ["stopped_at", "significant", "overall", "standardised", "report"]
assert type(made) is dict and set(made) == set(wanted), explain(
    called=call, got=sorted(made) if type(made) is dict else kind_of(made), wanted="a dict with " + ", ".join(wanted),
    look="the names of the keys")
assert made["stopped_at"] == 150 and type(made["stopped_at"]) in INTS and type(made["significant"]) in BOOLS, explain(
    called=call, got=made, wanted="150 people per arm as an int, and a bool", look="the look where |z| > limit")

# %% role="check" key="claim_first" task="claim" points=2
# Sealed: runs that cross early and return, cross below zero, or never cross; with and without a reversal.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "claim_first")
for path, limit, stop in [([0.4, 2.7, 3.4, 1.2], 2.5, 1), ([-0.3, -1.1, -2.9, -0.2], 2.5, 2),
                          ([0.2, 2.1, 2.3, 2.2], 2.5, None), ([0.2, 2.1, 2.3, 1.2], 1.96, 1),
                          ([2.8, 0.4, 1.1, 0.3], 2.5, 0), ([0.4, 2.5, -2.6, 0.2], 2.5, 2)]:
    looks = [int(n) for n in np.cumsum(rng.integers(20, 60, 4))]
    for turned in (True, False):
        gap = float(rng.uniform(0.02, 0.1))
        found = {"overall": gap, "within": {"x": -0.1, "y": -0.2}, "reversed": turned}
        rates = pd.Series({"B": 0.5, "C": 0.9, "A": 0.5 - gap / 2})
        call = f"claim({path}, looks, {limit}, …)"
        made = claim(np.array(path), list(looks), limit, dict(found), rates.copy(), "A", "B")
        assert type(made) is dict, explain(called=call, got=kind_of(made), wanted="a dict", look="the last line")
        assert made.get("stopped_at") == (None if stop is None else looks[stop]), explain(
            called=call, got=f"stopped_at {made.get('stopped_at')}, with looks at {looks}",
            wanted="the people per arm at the first crossing of the settled limit, on either side, or None",
            look="the first crossing, not the largest |z|; above the limit that was handed in, not 1.96 and not on it; "
            "the first look of all can be the one",
            misconception="test.peeking")
        assert type(made.get("significant")) in BOOLS and bool(made["significant"]) == (stop is not None), explain(
            called=call, got=f"significant {made.get('significant')}", wanted="True if some look crossed the limit",
            look="a run that stopped does not look again", misconception="test.peeking")
        plain = a_number(made.get("overall"), call + " under overall", "one difference, a float")
        common = a_number(made.get("standardised"), call + " under standardised", "one difference, a float")
        assert np.isclose(plain, gap) and np.isclose(common, -gap / 2), explain(
            called=call, got=f"overall {plain:.3f}, standardised {common:.3f}",
            wanted="the difference as it is, and the one under the common mixture, one minus other",
            look="rates has an index: use the names", misconception="strata.own_weights")
        assert made.get("report") == ("standardised" if turned else "overall"), explain(
            called=call, got=f"report {made.get('report')}", wanted="the number that survives a reversal",
            look='found["reversed"]', misconception="cause.confounding")
### END HIDDEN TESTS

# %% key="save"
rng = np.random.default_rng(SEED)
runs = []
for _ in range(400):  # nothing differs: both arms are drawn from the same people
    people = rng.choice(VISITS, 2 * LOOKS[-1])
    runs.append(z_after(people[: LOOKS[-1]], people[LOOKS[-1]:], LOOKS))
runs = np.array(runs)
limit = safe_limit(runs, 0.05)
print(f"peeking at {len(LOOKS)} looks with 1.96: {false_alarms(runs, 1.96):.1%} false alarms; "
      f"one look at the end: {false_alarms(runs[:, -1:], 1.96):.1%}; safe limit {limit:.2f}")
found = reversal(SHIP, "survived", "embarked", "sex", "Q", "S")
rates = standardised(SHIP, "survived", "embarked", "sex")
lucky = runs[np.abs(runs).max(axis=1).argsort()[len(runs) * 85 // 100]]  # a run that 1.96 would have stopped
result = {"peeking": false_alarms(runs, 1.96), "limit": limit, **claim(lucky, LOOKS, limit, found, rates, "Q", "S")}
text = json.dumps(result, indent=2, default=lambda value: value.item())  # NumPy's numbers become plain ones
Path("two-dashboards.json").write_text(text + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the owner of the dashboards: the problem, what you found, and what should change. Then two
# limits: when is an early stop allowed? And the ship again: should one split by sex, by class, by both, and what would
# be wrong with a split by something that happened after departure, such as reaching a boat?
# === BEGIN ANSWER ===
# *Problem.* The test dashboard reported an effect although both arms were the same. The passenger dashboard says one
# thing overall and the opposite in each group. Both are computed correctly and read wrongly.
#
# *Findings.* With nineteen looks at |z| > 1.96 roughly a quarter of the tests without any effect raise an alarm, where
# one look at the end raises about one in twenty. Queenstown is 2.5 points ahead of Southampton overall and about 6
# points behind among women and among men: Southampton's passengers were mostly men, and men rarely survived.
#
# *Change.* Settle the number of looks before the start, with a limit that keeps 5% over all of them, and show the limit
# on the dashboard. Show rates under a common mixture beside the plain ones, and flag a reversal.
#
# *Limits.* An early stop is fine if it was planned and pays by a stricter limit; the effect of a stopped run is still
# too large on average. Sex and class were settled before departure, and both matter for survival, so splitting by both
# is defensible where the cells hold enough people. Reaching a boat is almost survival itself; splitting by a result
# explains the difference away.
# === END ANSWER ===
