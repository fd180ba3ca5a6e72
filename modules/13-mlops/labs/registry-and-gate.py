# ---
# title: Registry and promotion gate
# minutes: 60
# problem: Decide which model runs, prove why, and get the old one back within a minute.
# artefact: promotion-report.json
# ---
# %% [markdown] key="intro"
# # Registry and promotion gate
# A health insurer ranks its members by the chance of many doctor visits in a year. A new model stands ready, and the
# old one is in charge. You will build the small registry that remembers both, the gate that decides between them,
# and the way back, on 20,190 person-years of the RAND Health Insurance Experiment.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import hashlib
import json
import math
import sqlite3
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FLOATS = (float, np.float64)
RULES = {"metric": "auc", "min_gain": 0.005, "max_drop": 0.02}


class Rows(NamedTuple):
    """Rows to judge on: features, labels (True: many visits), the site of each row, and what set this is."""

    X: pd.DataFrame
    y: np.ndarray
    site: np.ndarray
    split: str  # "validation" or "test"
    data: str  # the fingerprint of these rows


def new_registry():
    """Open an empty registry in memory: what was registered, and what was moved into charge."""
    con = sqlite3.connect(":memory:")
    con.execute("CREATE TABLE versions (model TEXT, version INTEGER, run TEXT, PRIMARY KEY (model, version))")
    con.execute("CREATE TABLE moves (step INTEGER PRIMARY KEY, model TEXT, version INTEGER, action TEXT)")
    return con


def stored(con, model):
    """Return {version: run} of a model."""
    rows = con.execute("SELECT version, run FROM versions WHERE model = ? ORDER BY version", (model,))
    return {version: json.loads(run) for version, run in rows}


def moves(con, model):
    """Return [(version, action)] of a model, oldest first."""
    rows = con.execute("SELECT version, action FROM moves WHERE model = ? ORDER BY step", (model,))
    return rows.fetchall()


def in_charge(con, model):
    """Return the version that runs: that of the last move; None before the first."""
    done = moves(con, model)
    return done[-1][0] if done else None


def filled_registry(versions, done=()):
    """Open a registry with versions {model: how many} and moves [(model, version, action)]."""
    con = new_registry()
    for model, n in versions.items():
        for version in range(1, n + 1):
            con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps({"seed": version})))
    for model, version, action in done:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, ?)", (model, version, action))
    return con


RAND = load_data("rand")
RAND["heavy"] = RAND["mdvis"] >= 6  # visits of the year: about one person-year in six
FEW = ["xage", "female", "coins"]
MANY = ["xage", "female", "coins", "disea", "physlm", "linc", "lfam", "hlthg", "hlthf", "hlthp", "mhi"]
PEOPLE = RAND["zper"].drop_duplicates().to_numpy()
PART = dict(zip(PEOPLE, np.random.default_rng(SEED).choice(3, size=len(PEOPLE), p=[0.5, 0.25, 0.25])))
RAND["part"] = RAND["zper"].map(PART)  # by person: nobody stands in two parts


def fit(columns):
    """Fit on the training people and return a function: features -> P(many visits)."""
    train = RAND[RAND["part"] == 0]
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=500)).fit(train[columns], train["heavy"])
    return lambda X: model.predict_proba(X[columns])[:, list(model.classes_).index(True)]


def rows_of(part, split):
    table = RAND[RAND["part"] == part]
    text = table[MANY + ["heavy", "site"]].to_csv(index=False)
    return Rows(table[MANY], table["heavy"].to_numpy(), table["site"].to_numpy(), split,
                hashlib.sha256(text.encode()).hexdigest())


OLD_MODEL, NEW_MODEL = fit(FEW), fit(MANY)
VAL, TEST = rows_of(1, "validation"), rows_of(2, "test")
pd.DataFrame({rows.split: [len(rows.y), rows.y.mean().round(3)] for rows in (VAL, TEST)},
             index=["person-years", "share with many visits"])

# %% [markdown] role="task" key="fingerprint"
# ## Task 1 — a fingerprint of the data
# Write `fingerprint(table)`: the SHA-256 of a DataFrame's content, as a string of 64 hexadecimal digits. Two tables
# with the same column names and the same values in the same order have the same fingerprint, whatever their row
# labels (the index) are. Another value anywhere, another column name, another order of rows or columns, or a 0 where
# a gap was: another fingerprint. Columns hold numbers (with gaps) or plain words; the table is not changed.

# %% [markdown] role="hints" key="fingerprint"
# 1. What would you send to a colleague so that the very same table could be rebuilt? Hash that.
# 2. Turn the whole table into text or bytes: names and all cells, but not the row labels. What Python prints of a
#    long table has dots in the middle.
# 3. `table.to_csv(index=False)` is a text of everything; `.encode()` makes bytes of it; `hashlib.sha256(…)` has a
#    method `hexdigest()`.

# %% role="answer" key="fingerprint" skill="provenance"
def fingerprint(table):
    """Return the SHA-256 of a table's column names and cells, 64 hexadecimal digits."""
    ### BEGIN SOLUTION
    return hashlib.sha256(table.to_csv(index=False).encode()).hexdigest()
    ### END SOLUTION

# %% role="check" key="fingerprint_contract" task="fingerprint" points=1
small = pd.DataFrame({"visits": [1, 2, 3], "plan": ["a", "b", "c"]})
mark = fingerprint(small.copy())
assert type(mark) is str and len(mark) == 64 and set(mark) <= set("0123456789abcdef"), explain(
    called="fingerprint(small)", got=mark, wanted="a string of 64 hexadecimal digits", look="hexdigest(), not digest()")
assert fingerprint(small.copy()) == mark, explain(
    called="fingerprint(small), twice,", got="two fingerprints", wanted="the same table, the same fingerprint",
    look="what besides the content goes into the hash?")
assert fingerprint(small.assign(visits=[9, 2, 3])) != mark, explain(
    called="fingerprint(small), after the first cell was changed,", got="the old fingerprint",
    wanted="another fingerprint for another table", look="are the cells in what you hash?",
    misconception="ops.hash_part")

# %% role="check" key="fingerprint_same" task="fingerprint" points=2
# Sealed: the same content under other row labels, and rebuilt column by column.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "fingerprint_same")
table = RAND[["zper", "income", "ghindx"]].iloc[rng.permutation(len(RAND))[:300]]
before = table.copy()
mark = fingerprint(table)
assert type(mark) is str and len(mark) == 64 and mark != fingerprint(table.head(200)), explain(
    called="fingerprint(300 rows)", got=mark, wanted="64 hexadecimal digits that depend on the rows",
    look="are the cells in what you hash?", misconception="ops.hash_part")
assert table.equals(before) and list(table.index) == list(before.index), explain(
    called="fingerprint(table)", got="a table that was changed", wanted="a table that stays as it was",
    look="work on a copy", misconception="arith.in_place")
for name, other in [("with other row labels", table.reset_index(drop=True)),
                    ("rebuilt from its columns", pd.DataFrame({c: table[c].to_list() for c in table}))]:
    assert fingerprint(other) == mark, explain(
        called=f"fingerprint(the same table, {name})", got="another fingerprint",
        wanted="a fingerprint of names and cells alone", look="does the index go into the text that you hash?",
        misconception="ops.hash_extra")
### END HIDDEN TESTS

# %% role="check" key="fingerprint_differs" task="fingerprint" points=2
# Sealed: small changes of a long table, each of which makes other data of it.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "fingerprint_differs")
table = RAND[["income", "xage", "ghindx"]].iloc[rng.permutation(len(RAND))[:400]].reset_index(drop=True)
table["plan"] = rng.choice(["free", "paid"], size=400)
table["note"] = "none"
table.loc[70, ["plan", "note"]] = "freet", "ext"
table["income"] = table["income"].round(2) + np.arange(400)
table.loc[190, "ghindx"] = np.nan
mark = fingerprint(table.copy())
assert type(mark) is str and len(mark) == 64 and mark == fingerprint(table.copy()), explain(
    called="fingerprint(400 rows), twice,", got=mark, wanted="the same 64 hexadecimal digits both times",
    look="hexdigest() of the content")
cell, digit, gap, moved = (table.copy() for _ in range(4))
cell.loc[200, "income"] += 0.01
digit.loc[200, "income"] = np.nextafter(table.loc[200, "income"], np.inf)
moved.loc[70, ["plan", "note"]] = "free", "text"
gap.loc[190, "ghindx"] = 0.0
exchanged = table.iloc[[*range(150), 151, 150, *range(152, 400)]]
turned = table[["xage", "income", "ghindx", "plan", "note"]]
for name, other in [
        ("one cell in the middle changed by a cent", cell), ("one number changed in its last digit", digit),
        ("'freet' and 'ext' side by side made 'free' and 'text'", moved), ("a gap replaced by zero", gap),
        ("one column renamed", table.rename(columns={"xage": "age"})),
        ("the columns income and xage named incomex and age", table.rename(columns={"income": "incomex", "xage": "age"})),
        ("two rows exchanged", exchanged), ("two columns exchanged", turned)]:
    assert fingerprint(other.copy()) != mark, explain(
        called=f"fingerprint(400 rows, {name})", got="the fingerprint of the unchanged table",
        wanted="another fingerprint for other data", misconception="ops.hash_part",
        look="hash the names and every cell in their order, apart from each other: no print-out, no rounding, no sums")
### END HIDDEN TESTS

# %% [markdown] role="task" key="register"
# ## Task 2 — a version never changes
# Write `register(con, model, run)`. It stores `run` in the table `versions(model, version, run)` as JSON text and
# returns its version, an int: 1 for the first run of this model, then one more than the model's highest. `run` is a
# dict with `data` and `code` (fingerprints, str), `seed` (int) and `metrics` (dict). If one of data, code and seed is
# absent or None, or a fingerprint is an empty string, raise `ValueError` and store nothing. The same run again (equal
# as a dict) is a retry: return the version that it has, store nothing. A stored row is never changed.

# %% [markdown] role="hints" key="register"
# 1. Which number may a new version have so that it cannot meet an old one, even if another model has more versions?
# 2. Check what came first; look whether an equal run of this model is stored; only then insert. Zero is a good seed.
# 3. `stored(con, model)` gives `{version: run}`; the next version is `max(known, default=0) + 1`; store
#    `json.dumps(run)` by `con.execute("INSERT INTO versions VALUES (?, ?, ?)", …)` inside `with con:`.

# %% role="answer" key="register" skill="provenance"
def register(con, model, run):
    """Store a run as the model's next version and return the version; ValueError without data, code or seed."""
    ### BEGIN SOLUTION
    if run.get("data") in (None, "") or run.get("code") in (None, "") or run.get("seed") is None:
        raise ValueError("a run needs data, code and seed")
    known = stored(con, model)
    for version, other in known.items():
        if other == run:
            return version
    version = max(known, default=0) + 1
    with con:
        con.execute("INSERT INTO versions VALUES (?, ?, ?)", (model, version, json.dumps(run)))
    return version
    ### END SOLUTION

# %% role="check" key="register_contract" task="register" points=1
con = new_registry()
run = {"data": "d1", "code": "c1", "seed": 7, "metrics": {"auc": 0.75}}
first, second = register(con, "visits", dict(run)), register(con, "visits", {**run, "data": "d2"})
assert (type(first), type(second)) == (int, int) and (first, second) == (1, 2), explain(
    called="register(con, 'visits', run), for two different runs,", got=(first, second),
    wanted="the versions as ints, counted from one", look="return the number that you stored")
assert stored(con, "visits") == {1: run, 2: {**run, "data": "d2"}}, explain(
    called="register(con, 'visits', run), for two different runs,", got=stored(con, "visits"),
    wanted="both runs in the table versions, whole", look="json.dumps(run) is the text to store")

# %% role="check" key="register_refuses" task="register" points=2
# Sealed: runs that cannot be repeated are refused, and a seed of zero is a seed.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "register_refuses")
good = {"data": f"d{rng.integers(10**6)}", "code": f"c{rng.integers(10**6)}", "seed": 3, "metrics": {"auc": 0.5}}
con = new_registry()
for name in ("data", "code", "seed"):
    without = {key: value for key, value in good.items() if key != name}
    for bad in [without, {**good, name: None}] + ([{**good, name: ""}] if name != "seed" else []):
        call = f"register(con, 'visits', run), with {name} " + (repr(bad[name]) if name in bad else "absent") + ","
        try:
            back = register(con, "visits", bad)
        except ValueError:
            back = ValueError
        except KeyError:
            back = "a KeyError"
        assert back is ValueError, explain(
            called=call, got=back, wanted="a ValueError: nobody can repeat that run",
            look="check data, code and seed before you store; run.get(name) is None where the key is absent",
            misconception="ops.no_provenance")
        assert stored(con, "visits") == {}, explain(
            called=call, got="a stored run", wanted="nothing stored after an error", look="check first, insert last",
            misconception="ops.no_provenance")
try:
    back = register(con, "visits", {**good, "seed": 0})
except ValueError:
    back = "a ValueError"
assert type(back) is int and back == 1, explain(
    called="register(con, 'visits', run), with seed 0,", got=back, wanted="the first version: zero is a seed like any",
    look="`not 0` is true; ask `is None`", misconception="table.zero_missing")
### END HIDDEN TESTS

# %% role="check" key="register_versions" task="register" points=2
# Sealed: two models side by side, a retry, a run that its owner changes later, and a gap in the versions.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "register_versions")


def some_run(n):
    return {"data": f"d{n}", "code": "c1", "seed": int(n), "metrics": {"auc": round(float(rng.random()), 3)}}


con = new_registry()
runs = [some_run(n) for n in range(1, 6)]
numbers = [register(con, "visits", runs[0]), register(con, "visits", runs[1]), register(con, "stays", runs[2]),
           register(con, "stays", runs[0]), register(con, "visits", runs[3])]
assert all(type(n) is int for n in numbers) and numbers == [1, 2, 1, 2, 3], explain(
    called="register, for the models visits, visits, stays, stays, visits,", got=numbers,
    wanted="versions that each model counts for itself", look="does your query ask for this model's rows?",
    misconception="table.grain")
before = stored(con, "visits")
again = register(con, "visits", dict(reversed(list(runs[1].items()))))
assert type(again) is int and again == 2 and stored(con, "visits") == before, explain(
    called="register(con, 'visits', run), for a run that is stored as version 2,", got=again,
    wanted="the version that the run has, and no new row: a retry must be harmless",
    look="compare the run with those of stored(con, model), as dicts", misconception="ops.not_idempotent")
measured = {**runs[1], "metrics": {"auc": 0.5, "f1": 0.25}}
other = register(con, "visits", measured)
assert other == 4 and stored(con, "visits") == {**before, 4: measured}, explain(
    called="register(con, 'visits', run), for a run that differs from version 2 in its metrics alone,", got=other,
    wanted="the next version: equal as a dict means equal in every part", look="compare the whole run",
    misconception="ops.mutable_version")
before = stored(con, "visits")
runs[3]["metrics"]["auc"] = 0.999
assert stored(con, "visits") == before, explain(
    called="register(con, 'visits', run), after which the caller changed run,", got="a changed version",
    wanted="versions that stay as they were", look="store text", misconception="ops.mutable_version")
con = new_registry()
for version in (1, 4):
    con.execute("INSERT INTO versions VALUES ('visits', ?, ?)", (version, json.dumps(some_run(90 + version))))
before = stored(con, "visits")
try:
    number = register(con, "visits", runs[4])
except sqlite3.IntegrityError:
    number = "an IntegrityError"
assert type(number) is int and number == 5 and {v: stored(con, "visits").get(v) for v in before} == before, explain(
    called="register(con, 'visits', run), where versions 1 and 4 are stored,", got=number,
    wanted="one more than the highest version, and the old ones untouched",
    look="a count is no number for the next version: where versions are missing it meets an old one",
    misconception="ops.mutable_version")
### END HIDDEN TESTS

# %% [markdown] role="task" key="gate"
# ## Task 3 — the gate
# Write `gate(candidate, champion, rules)`: a sorted list of the reasons against promotion, empty where there is none.
# An evaluation is a dict such as `{"split": "validation", "data": "ab12", "metrics": {"auc": 0.71}, "slices":
# {"site 1": 0.70}}`; `rules` is `{"metric": "auc", "min_gain": 0.005, "max_drop": 0.02}`. The reasons:
#
# | reason | when |
# |---|---|
# | `"split"` | one of the two was not evaluated on `"validation"` |
# | `"data"` | their fingerprints differ: they were judged on different rows |
# | `"metric"` | the metric of one of them is absent, None, NaN or infinite |
# | `"gain"` | both metrics are numbers, and the candidate is not higher, or higher by less than `min_gain` |
# | `"slice site 1"` | the champion has a number for this slice, and the candidate has none or one that is lower by more than `max_drop` |
#
# `min_gain` may be 0: a tie is a reason even then. Other metrics do not matter. Where `champion` is None (the first
# version), only the candidate's `"split"` and `"metric"` are asked. No check hangs on a rounded last digit.

# %% [markdown] role="hints" key="gate"
# 1. What does Python answer to `nan < 0.7`, and to `nan > 0.7`? What follows for a rule written as a single comparison?
# 2. First a small function that gives a number or None, for metrics and slices alike; then one `if` per reason. Two
#    scores on different rows are still no comparison.
# 3. `isinstance(v, (int, float)) and math.isfinite(v)` says whether `v` is a number; `gain <= 0 or gain <
#    rules["min_gain"]` is too little; loop over the champion's slices, not the candidate's.

# %% role="answer" key="gate" skill="promotion-gate"
def gate(candidate, champion, rules):
    """Return the sorted reasons against promoting the candidate; an empty list means promote."""
    ### BEGIN SOLUTION
    def number(values, name):
        value = values.get(name)
        return value if isinstance(value, (int, float)) and math.isfinite(value) else None

    both = [candidate] if champion is None else [candidate, champion]
    scores = [number(evaluation["metrics"], rules["metric"]) for evaluation in both]
    reasons = []
    if any(evaluation["split"] != "validation" for evaluation in both):
        reasons.append("split")
    if None in scores:
        reasons.append("metric")
    if champion is None:
        return sorted(reasons)
    if candidate["data"] != champion["data"]:
        reasons.append("data")
    if None not in scores:
        gain = scores[0] - scores[1]
        if gain <= 0 or gain < rules["min_gain"]:
            reasons.append("gain")
    for name in champion["slices"]:
        old, new = number(champion["slices"], name), number(candidate["slices"], name)
        if old is not None and (new is None or old - new > rules["max_drop"]):
            reasons.append(f"slice {name}")
    return sorted(reasons)
    ### END SOLUTION

# %% role="check" key="gate_contract" task="gate" points=1
old = {"split": "validation", "data": "ab12", "metrics": {"auc": 0.75}, "slices": {"site 1": 0.75, "site 2": 0.625}}
rules = {"metric": "auc", "min_gain": 0.0625, "max_drop": 0.0625}
for auc, wanted in [(0.875, []), (0.78125, ["gain"]), (0.5, ["gain"])]:
    made = gate({**old, "metrics": {"auc": auc}}, old, rules)
    assert type(made) is list and made == wanted, explain(
        called=f"gate(candidate, champion, rules), with auc {auc} after 0.75 and a min_gain of 0.0625,", got=made,
        wanted="a sorted list of reasons, empty for a clear gain", look="the table of reasons above")

# %% role="check" key="gate_fair" task="gate" points=2
# Sealed: a tie, a gain that is just enough, other rows, and a candidate that was judged on the test set.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "gate_fair")
base = int(rng.integers(30, 40)) / 64
old = {"split": "validation", "data": "ab12", "metrics": {"auc": base}, "slices": {"site 1": base}}
new = {**old, "metrics": {"auc": base + 8 / 64}}
rules = {"metric": "auc", "min_gain": 8 / 64, "max_drop": 1 / 64}
for call, candidate, champion, limits, wanted, look, name in [
    ("with a gain of exactly min_gain,", new, old, rules, [],
     "less than min_gain is too little; min_gain itself is enough", "count.boundary"),
    ("with equal scores and a min_gain of 0,", old, old, {**rules, "min_gain": 0}, ["gain"],
     "who pays for a change that brings nothing? A tie leaves the champion in charge", "metric.ties"),
    ("with a better score on other rows,", {**new, "data": "cd34"}, old, rules, ["data"],
     "do you look at the fingerprints of the rows?", "ops.other_rows"),
    ("with a candidate that was judged on the test set,", {**new, "split": "test"}, old, rules, ["split"],
     "a gate that reads the test set makes a validation set of it", "select.on_test"),
    ("with a champion that was judged on the test set,", new, {**old, "split": "test"}, rules, ["split"],
     "the rule is about both", "select.on_test"),
    ("for a first version,", new, None, rules, [], "champion may be None", None),
    ("for a first version that was judged on the test set,", {**new, "split": "test"}, None, rules, ["split"],
     "champion may be None", "select.on_test"),
]:
    made = gate(candidate, champion, limits)
    assert type(made) is list and made == wanted, explain(
        called=f"gate(candidate, champion, rules), {call}", got=made,
        wanted="the reasons of the table, and no others", look=look, misconception=name)
both = gate({**new, "split": "test", "data": "cd34", "metrics": {"auc": base}}, old, rules)
assert both == ["data", "gain", "split"], explain(
    called="gate(candidate, champion, rules), with three things wrong at once,", got=both,
    wanted="every reason, sorted",
    look="collect the reasons; do not stop at the first" if len(both) < 3 else "sort the reasons at the end")
### END HIDDEN TESTS

# %% role="check" key="gate_numbers" task="gate" points=2
# Sealed: metrics that are no numbers.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "gate_numbers")
base = int(rng.integers(30, 40)) / 64
old = {"split": "validation", "data": "ab12", "metrics": {"auc": base, "f1": 0.5}, "slices": {}}
rules = {"metric": "auc", "min_gain": 1 / 64, "max_drop": 1 / 64}
for metrics in ({"auc": float("nan")}, {"auc": None}, {"auc": float("inf")}, {"f1": 0.75}):
    for call, made in [
        ("with the candidate's metrics", gate({**old, "metrics": metrics}, old, rules)),
        ("with the champion's metrics", gate({**old, "metrics": {"auc": 0.75}}, {**old, "metrics": metrics}, rules)),
        ("for a first version with the metrics", gate({**old, "metrics": metrics}, None, rules)),
    ]:
        assert type(made) is list and made == ["metric"], explain(
            called=f"gate(candidate, champion, rules), {call} {metrics},", got=made,
            wanted="the reason 'metric' alone: what is not a number cannot be compared",
            look="every comparison with NaN is False: ask math.isfinite first", misconception="ops.nan_passes")
zero = gate({**old, "metrics": {"r2": 0.0, "auc": 0.1}}, {**old, "metrics": {"r2": -0.25, "auc": 0.9}},
            {**rules, "metric": "r2"})
assert zero == [], explain(
    called="gate(candidate, champion, rules), where the metric of the rules is r2, 0.0 after -0.25,", got=zero,
    wanted="no reason: 0 is a number, and rules say which metric counts", look="rules['metric']; is 0 absent?",
    misconception="ops.nan_passes")
made = gate({**old, "metrics": {"auc": base + 0.25, "f1": float("nan")}}, old, rules)
assert made == [], explain(
    called="gate(candidate, champion, rules), where another metric than the ruled one is NaN,", got=made,
    wanted="no reason: only the metric of the rules counts", look="rules['metric'] is the name")
### END HIDDEN TESTS

# %% role="check" key="gate_slices" task="gate" points=2
# Sealed: a candidate that is better on the whole and worse, or silent, for a few.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "gate_slices")
names = [f"site {n}" for n in rng.permutation(9)[:5]]
old = {"split": "validation", "data": "ab12", "metrics": {"auc": 0.5}, "slices": dict.fromkeys(names, 40 / 64)}
new = {**old, "metrics": {"auc": 0.75}, "slices": dict.fromkeys(names, 50 / 64)}
rules = {"metric": "auc", "min_gain": 1 / 64, "max_drop": 4 / 64}
a, b, c, d, e = names
cases = [
    ("where one slice is lower by more than max_drop", {**new["slices"], a: 35 / 64}, [a]),
    ("where two slices are lower by more than max_drop", {**new["slices"], d: 35 / 64, b: 10 / 64}, [b, d]),
    ("where a slice is lower by exactly max_drop", {**new["slices"], e: 36 / 64}, []),
    ("where the candidate lacks a slice", {k: v for k, v in new["slices"].items() if k != c}, [c]),
    ("where a slice of the candidate is NaN", {**new["slices"], d: float("nan")}, [d]),
    ("where the candidate has one slice more", {**new["slices"], "site 99": 0.1}, []),
]
for call, slices, lost in cases:
    made = gate({**new, "slices": slices}, old, rules)
    assert made != [f"slice {e}"] or lost, explain(
        called=f"gate(candidate, champion, rules), {call},", got=made, wanted="no reason: such a drop was agreed on",
        look="lower by more than max_drop, as a difference; max_drop itself is accepted", misconception="count.boundary")
    assert type(made) is list and made == sorted(f"slice {name}" for name in lost), explain(
        called=f"gate(candidate, champion, rules), {call},", got=made,
        wanted="one reason for each slice of the champion that the candidate loses, and no other",
        look="each slice for itself: an average hides the site that pays, and a missing number is no good number",
        misconception="ops.slice_hidden")
made = gate(new, {**old, "slices": {**old["slices"], a: float("nan")}}, rules)
assert made == [], explain(
    called="gate(candidate, champion, rules), where the champion's slice is NaN,", got=made,
    wanted="no reason: there is nothing to compare with", look="the champion must have a number for the slice")
for call, auc in [("is no better on the whole", 0.5), ("has NaN for a metric", float("nan"))]:
    made = gate({**new, "metrics": {"auc": auc}, "slices": {**new["slices"], b: 0.25}}, old, rules)
    assert type(made) is list and f"slice {b}" in made, explain(
        called=f"gate(candidate, champion, rules), where the candidate {call} and loses {b},", got=made,
        wanted="the slice among the reasons",
        look="the slices are asked whatever the whole says: they have their own line in the table",
        misconception="ops.slice_hidden")
### END HIDDEN TESTS

# %% [markdown] role="task" key="promote"
# ## Task 4 — put a version in charge
# Write `promote(con, model, version)`. It adds one row to the table `moves(step, model, version, action)` with the
# action `"promote"`, and returns the version that is in charge afterwards. `step` counts by itself, so insert the
# other three. A version that this model does not have in `versions` raises `ValueError` and adds nothing. A version
# that is already in charge adds nothing either. Old versions may come back. Old rows are never changed or deleted.

# %% [markdown] role="hints" key="promote"
# 1. What would a nightly job do to the history that promotes the same version again and again?
# 2. Ask two questions before you insert: does this model have the version, and is it in charge already?
# 3. `version in stored(con, model)`; `in_charge(con, model) == version`; then `INSERT INTO moves (model, version,
#    action) VALUES (?, ?, 'promote')` inside `with con:`.

# %% role="answer" key="promote" skill="rollback"
def promote(con, model, version):
    """Put a registered version in charge and return it; ValueError where the model has no such version."""
    ### BEGIN SOLUTION
    if version not in stored(con, model):
        raise ValueError(f"{model} has no version {version}")
    if in_charge(con, model) != version:
        with con:
            con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, version))
    return version
    ### END SOLUTION

# %% role="check" key="promote_contract" task="promote" points=1
con = filled_registry({"visits": 3})
made = [promote(con, "visits", version) for version in (1, 3)]
assert made == [1, 3] and all(type(v) is int for v in made), explain(
    called="promote(con, 'visits', 1), then 3,", got=made, wanted="the version in charge, an int", look="return version")
assert moves(con, "visits") == [(1, "promote"), (3, "promote")], explain(
    called="promote(con, 'visits', 1), then 3,", got=moves(con, "visits"), wanted="one row in moves for each",
    look="INSERT INTO moves (model, version, action)")

# %% role="check" key="promote_moves" task="promote" points=2
# Sealed: a version of another model, a double promotion, a version that comes back, and promotions after a rollback.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "promote_moves")
many = int(rng.integers(5, 9))
con = filled_registry({"visits": 2, "stays": many})
for version in (many, 0, 99):
    try:
        back = promote(con, "visits", version)
    except ValueError:
        back = ValueError
    assert back is ValueError and moves(con, "visits") == [], explain(
        called=f"promote(con, 'visits', {version}), where visits has two versions and stays {many},", got=back,
        wanted="a ValueError, and no move", look="look the version up among those of this model",
        misconception="ops.unknown_version")
wanted = []
for version in (1, 1, 2, 2, 2, 1):
    back = promote(con, "visits", version)
    if not wanted or wanted[-1][0] != version:
        wanted.append((version, "promote"))
    assert back == version and moves(con, "visits") == wanted, explain(
        called="promote(con, 'visits', …), for the versions 1, 1, 2, 2, 2, 1 in turn,", got=moves(con, "visits"),
        wanted="a row for each change, none where the version is in charge already, and no row lost",
        look="compare with in_charge(con, model) first; add rows, never change them",
        misconception="ops.not_idempotent")
done = [("visits", 1, "promote"), ("visits", 2, "promote"), ("visits", 1, "rollback"), ("stays", 2, "promote")]
for version, more in [(1, []), (2, [(2, "promote")])]:
    con = filled_registry({"visits": 2, "stays": 2}, done)
    back = promote(con, "visits", version)
    assert back == version and moves(con, "visits")[3:] == more, explain(
        called=f"promote(con, 'visits', {version}), after promotions of 1 and 2, a rollback to 1, and stays' promotion of 2,",
        got=moves(con, "visits"), wanted="a row where another version than 1 comes, and else none",
        look="in charge is the version of this model's last move, and a rollback is a move too",
        misconception="ops.undo_is_previous")
### END HIDDEN TESTS

# %% [markdown] role="task" key="rollback"
# ## Task 5 — the way back
# Write `rollback(con, model)`. It takes back the last promotion that still stands: the version that was in charge
# before it is in charge again. Add one row to `moves` with that version and the action `"rollback"`, and return the
# version. After promotions of 1, 2 and 4 the first rollback gives 2, the second 1, and the third raises `ValueError`
# and adds nothing, as does a model without any move. A promotion after a rollback is an ordinary promotion: 1, 2, 4,
# back to 2, then 5: a rollback gives 2. Nothing is changed or deleted in `moves`.

# %% [markdown] role="hints" key="rollback"
# 1. A history of undo steps in a text editor works like this. Which shape of memory does the editor use?
# 2. Walk through the moves from the oldest and keep a stack: a promotion puts its version on top, a rollback takes
#    the top off. What lies below the top now?
# 3. `for version, action in moves(con, model)`: `stack.append(version)` or `stack.pop()`; with fewer than two left
#    raise `ValueError`; else `stack[-2]` is where you go.

# %% role="answer" key="rollback" skill="rollback"
def rollback(con, model):
    """Take the last standing promotion back and return the version in charge; ValueError where there is none."""
    ### BEGIN SOLUTION
    stack = []
    for version, action in moves(con, model):
        if action == "promote":
            stack.append(version)
        else:
            stack.pop()
    if len(stack) < 2:
        raise ValueError(f"{model} has nothing to go back to")
    with con:
        con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'rollback')", (model, stack[-2]))
    return stack[-2]
    ### END SOLUTION

# %% role="check" key="rollback_contract" task="rollback" points=1
for before, after in [(1, 3), (2, 1), (3, 4)]:
    con = filled_registry({"visits": 4}, [("visits", before, "promote"), ("visits", after, "promote")])
    back = rollback(con, "visits")
    assert type(back) is int and back == before and moves(con, "visits")[-1] == (before, "rollback"), explain(
        called=f"rollback(con, 'visits'), after promotions of {before} and {after},", got=back,
        wanted="the version that was in charge before, and one row with the action 'rollback'",
        look="the history, not the number of the version, says what was before")

# %% role="check" key="rollback_undo" task="rollback" points=2
# Sealed: several rollbacks in a row, other models between, promotions after a rollback, a version that came back, and an
# empty history.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "rollback_undo")
for case in range(12):
    con, stack, record = filled_registry({"visits": 9, "stays": 9}), [], []
    again = rng.permutation(9)[[0, 1, 0]] + 1  # in case 1 the first version comes back
    plan = ["p", "p", "p", "r", "r", "r"] if case < 2 else ["p", "p", "p", "r", "p", "r", "r", *rng.choice(["p", "r"], 6)]
    for step in plan:
        if step == "p":
            version = int(again[len(stack)] if case == 1 else rng.choice([v for v in range(1, 10) if v not in stack]))
            stack.append(version)
            record.append((version, "promote"))
            for model, number in [("visits", version), ("stays", int(rng.integers(1, 10)))]:
                con.execute("INSERT INTO moves (model, version, action) VALUES (?, ?, 'promote')", (model, number))
            continue
        told = ", ".join(f"{action} {version}" for version, action in record) or "nothing"
        try:
            back = rollback(con, "visits")
        except ValueError:
            back = ValueError
        if len(stack) < 2:
            assert back is ValueError and moves(con, "visits") == record, explain(
                called=f"rollback(con, 'visits'), after {told},", got=back,
                wanted="a ValueError, and no new move: no promotion is left to take back",
                look="count the promotions that still stand", misconception="ops.undo_is_previous")
            continue
        stack.pop()
        record.append((stack[-1], "rollback"))
        assert back == stack[-1], explain(
            called=f"rollback(con, 'visits'), after {told},", got="a ValueError" if back is ValueError else back,
            wanted="the version under the last promotion that still stands",
            look="the row before the last one may itself have been taken back: replay the moves with a stack",
            misconception="ops.undo_is_previous")
        assert moves(con, "visits") == record, explain(
            called=f"rollback(con, 'visits'), after {told},", got=moves(con, "visits"),
            wanted="the old rows as they were, and one new row", look="an audit needs the mistake too: never DELETE",
            misconception="ops.history_erased")
### END HIDDEN TESTS

# %% [markdown] role="task" key="report"
# ## Task 6 — the decision, on paper
# Write `report(candidate, champion, val, test, rules, judge)`. The two models are functions: features in, a NumPy
# array of probabilities out. `judge(candidate_evaluation, champion_evaluation, rules)` is a gate as in Task 3. `val`
# and `test` are `Rows` as in set-up. Settle the decision on `val`; the winner alone then scores `test`, once. AUC
# compares probabilities; a slice is one site, named `"site 3"`; a site with only one kind of label is left out.

# %% [markdown] role="hints" key="report"
# 1. Who may see the test rows, and when is the decision made?
# 2. Write a function that makes one evaluation from a model and `val`; call it twice, ask the judge, and only then
#    touch `test`, with the model that is in charge after the decision.
# 3. `roc_auc_score(val.y, p)`; for a site, a mask `val.site == s` for both arrays, skipped when `val.y[mask]` holds
#    one value only; `winner = champion if reasons else candidate`.

# %% role="answer" key="report" skill="promotion-gate"
def report(candidate, champion, val, test, rules, judge):
    """Return what json.dumps accepts.

    candidate, champion: the evaluations on val, each {"split": val.split, "data": val.data,
        "metrics": {"auc": float}, "slices": {"site 1": float, ...}}
    reasons: list, what judge says
    promoted: bool, whether there are no reasons
    test_auc: float, the AUC on test of the model that is in charge after the decision
    """
    ### BEGIN SOLUTION
    def evaluate(model):
        p, slices = model(val.X), {}
        for site in sorted(set(val.site.tolist())):
            here = val.site == site
            if len(set(val.y[here].tolist())) == 2:
                slices[f"site {site}"] = float(roc_auc_score(val.y[here], p[here]))
        return {"split": val.split, "data": val.data, "metrics": {"auc": float(roc_auc_score(val.y, p))},
                "slices": slices}

    new, old = evaluate(candidate), evaluate(champion)
    reasons = list(judge(new, old, rules))
    winner = champion if reasons else candidate
    return {"candidate": new, "champion": old, "reasons": reasons, "promoted": not reasons,
            "test_auc": float(roc_auc_score(test.y, winner(test.X)))}
    ### END SOLUTION

# %% role="check" key="report_contract" task="report" points=1
tiny = pd.DataFrame({"u": [0.1, 0.9, 0.4, 0.6, 0.3, 0.8, 0.2, 0.7]})
rows = Rows(tiny, np.array([0, 1, 0, 1, 1, 0, 0, 1], bool), np.array([1, 1, 1, 1, 2, 2, 2, 2]), "validation", "ab12")
up, down = lambda X: X["u"].to_numpy(), lambda X: 1 - X["u"].to_numpy()
for answer in ([], ["gain"]):
    made = report(up, down, rows, rows._replace(split="test"), RULES, lambda new, old, rules: list(answer))
    call = f"report(…), where the judge says {answer},"
    assert type(made) is dict and set(made) == {"candidate", "champion", "reasons", "promoted", "test_auc"}, explain(
        called=call, got=made, wanted="a dict with the five keys of the docstring", look="the docstring")
    assert made["reasons"] == answer and made["promoted"] is (not answer) and type(made["test_auc"]) in FLOATS, explain(
        called=call, got={key: made[key] for key in ("reasons", "promoted", "test_auc")},
        wanted="the judge's reasons, a bool that follows them, and a float", look="not reasons is a bool")
    for name in ("candidate", "champion"):
        good = type(made[name]) is dict and set(made[name]) == {"split", "data", "metrics", "slices"}
        assert good and made[name]["split"] == "validation" and made[name]["data"] == "ab12", explain(
            called=call, got=made[name], wanted=f"the {name}'s evaluation, with what val says of split and data",
            look="the docstring shows an evaluation")

# %% role="check" key="report_numbers" task="report" points=2
# Sealed: fresh rows with a site of one kind, and scores that only rank.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "report_numbers")


def fresh_rows(n, split):
    X = pd.DataFrame({"a": rng.random(n), "b": rng.random(n)})
    site = rng.choice([2, 3, 4, 12], size=n)
    y = X["a"].to_numpy() + rng.random(n) > 1.1
    y[site == 4] = True
    return Rows(X, y, site, split, f"d{rng.integers(10**6)}")


def area(y, p):
    return float(np.mean((p[y][:, None] > p[~y]) + 0.5 * (p[y][:, None] == p[~y])))


new, old = lambda X: 0.4 * X["a"].to_numpy(), lambda X: 0.3 * X["a"].to_numpy() + 0.2 * X["b"].to_numpy()
for reasons in ([], ["slice site 2"]):
    val, test = fresh_rows(240, "validation"), fresh_rows(200, "test")
    made = report(new, old, val, test, RULES, lambda *_: list(reasons))
    for name, model in [("candidate", new), ("champion", old)]:
        p = model(val.X)
        got = made[name]["metrics"].get("auc")
        assert type(got) in FLOATS and abs(got - area(val.y, p)) < 1e-9, explain(
            called="report(…), on fresh rows,", got=f"auc {got} for the {name}",
            wanted="how well this model's probabilities rank the validation rows",
            look="probabilities, not verdicts, and val, not test", misconception="metric.hard_ranking")
        wanted = {f"site {s}": area(val.y[val.site == s], p[val.site == s]) for s in (2, 3, 12)}
        slices = made[name]["slices"]
        assert type(slices) is dict and set(slices) == set(wanted), explain(
            called="report(…), on fresh rows whose site 4 has one kind of label,", got=slices,
            wanted="one slice for each site that has both kinds of label",
            look="the sites are those in val.site; skip a site with one kind of label")
        assert all(abs(slices[s] - wanted[s]) < 1e-9 for s in wanted), explain(
            called="report(…), on fresh rows,", got=f"slices {slices} for the {name}",
            wanted="the AUC among the rows of each site", look="the mask of the site for labels and probabilities",
            misconception="ops.slice_hidden")
    winner = old if reasons else new
    assert abs(made["test_auc"] - area(test.y, winner(test.X))) < 1e-9, explain(
        called=f"report(…), where the judge says {reasons},", got=f"test_auc {made['test_auc']}",
        wanted="the AUC on test of the model that is in charge after the decision",
        look="with reasons against it the candidate is not in charge")
### END HIDDEN TESTS

# %% role="check" key="report_sealed" task="report" points=2
# Sealed: who scored the test rows, and what the judge was shown.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "report_sealed")
n = 160
X = pd.DataFrame({"a": rng.random(n)})
y = X["a"].to_numpy() + rng.random(n) > 1
val = Rows(X, y, rng.integers(1, 3, size=n), "validation in May", "v1")
test = Rows(X + 10, y.copy(), val.site, "test", "t1")
for reasons in ([], ["gain"]):
    for flip in (False, True):
        scored, shown = [], []

        def watched(name, sign):
            def model(X):
                scored.append((name, "test" if X["a"].to_numpy().min() >= 10 else "validation", len(X)))
                return 0.5 + sign * (X["a"].to_numpy() % 10) / 3
            return model

        def judge(new, old, rules):
            assert ("candidate", "test", n) not in scored and ("champion", "test", n) not in scored, explain(
                called="report(…)", got="a test set that was scored before the judge had spoken",
                wanted="a decision first, then the test, once",
                look="move every use of test below the call of judge", misconception="select.on_test")
            shown.append((json.dumps([new, old]), rules))
            return list(reasons)

        rules = {"metric": "auc", "min_gain": 0.125, "max_drop": 0.25}
        labels = ~y if flip else y
        made = report(watched("candidate", 1), watched("champion", -1), val, test._replace(y=labels), rules, judge)
        assert len(shown) == 1 and shown[0] == (json.dumps([made["candidate"], made["champion"]]), rules), explain(
            called="report(…)", got="a judge who saw something else than the report says, or was not asked once",
            wanted="judge(candidate's evaluation, champion's evaluation, rules), asked once",
            look="which of the two comes first? And rules is an argument")
        where = sorted(name for name, split, _ in scored if split == "test")
        assert where == ["champion" if reasons else "candidate"], explain(
            called=f"report(…), where the judge says {reasons},", got=f"test rows scored by: {where}",
            wanted="test rows scored once, by the winner alone",
            look="a loser's test score is what tempts people to choose again", misconception="select.on_test")
        assert made["candidate"]["split"] == "validation in May" and made["candidate"]["metrics"]["auc"] > 0.5, explain(
            called="report(…)", got=made["candidate"], wanted="an evaluation on val",
            look="val is the set that decides", misconception="select.on_test")
### END HIDDEN TESTS

# %% key="save"
con = new_registry()
for name, columns in [("old", FEW), ("new", MANY)]:
    register(con, "visits", {"data": fingerprint(RAND.loc[RAND["part"] == 0, columns + ["heavy"]]),
                             "code": hashlib.sha256(" ".join(columns).encode()).hexdigest(), "seed": SEED, "metrics": {}})
promote(con, "visits", 1)
result = report(NEW_MODEL, OLD_MODEL, VAL, TEST, RULES, gate)
if result["promoted"]:
    promote(con, "visits", 2)
result["moves"] = moves(con, "visits")
Path("promotion-report.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the person who is called at night: what problem the registry and the gate solve, what
# your gate asks before a model may run, and what it decided here, with the numbers. Then one limit: what could still
# go wrong with a model that passed every rule, and who would notice first?
# === BEGIN ANSWER ===
# *Problem.* Two models can answer, and nobody should have to guess which one does. The registry says what each
# version was made from; the moves say which one runs and what ran before.
#
# *Approach.* A run without data, code and seed is not registered. A version never changes. The gate wants both models
# judged on the same validation rows, a real gain, and no site that pays for it. The test set is opened once, by the
# winner.
#
# *Impact.* The report names the AUC of both models, the sites, the reasons, and the winner's AUC on the test people. A
# rollback is one call and leaves its trace.
#
# *Limit.* The rows are of the past and of these six sites. A feed may break or another site join the day after; the
# gate cannot see it, monitoring can. Sites are small, so a drop of 0.02 may be luck, in both directions.
# === END ANSWER ===
