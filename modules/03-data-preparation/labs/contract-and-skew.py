# ---
# title: Contract and skew
# minutes: 50
# problem: Last year's model meets another magazine's survey; score what it knows, refuse the rest by name.
# artefact: data-contract.json
# ---
# %% [markdown] key="intro"
# # Contract and skew
# A model was trained on 6,366 married women who answered one magazine. Another magazine sends 601 answers with other
# names and scales, and men among them. Nothing will crash if you feed them in, which is the danger. You will write
# down what training saw, translate, name every breach, measure the skew, and refuse aloud.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.impute import SimpleImputer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import train_test_split
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FLOATS = (float, np.float64)
FEATURES = ["sex", "rate_marriage", "age", "yrs_married", "any_children", "religious", "educ"]
CODES = ["sex", "any_children"]
SURVEY = load_data("fair").assign(sex=0)  # women only
SURVEY["any_children"] = (SURVEY["children"] > 0).astype(int)
SURVEY["affair"] = SURVEY["affairs"] > 0
TRAIN, TEST = train_test_split(SURVEY, test_size=0.3, stratify=SURVEY["affair"], random_state=SEED)
MODEL = make_pipeline(SimpleImputer(strategy="median"), StandardScaler(), LogisticRegression())
MODEL.fit(TRAIN[FEATURES], TRAIN["affair"].to_numpy())

# How the second magazine says the same. The file carries no words for its codes: this codebook is the lab's own
# reading, in which the two least religious answers of five become the least religious one of four.
SECOND = load_data("fair_second")
CODEBOOK = {
    "sex": {"from": "sex", "codes": None}, "rate_marriage": {"from": "rate_marriage", "codes": None},
    "age": {"from": "age", "codes": None}, "yrs_married": {"from": "nmarried", "codes": None},
    "any_children": {"from": "nchildren", "codes": None},
    "religious": {"from": "religious", "codes": {1: 1, 2: 1, 3: 2, 4: 3, 5: 4}},
    "educ": {"from": "education", "codes": None}}


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


def tried(act, **words):
    """Return what `act()` returns; where it stops with an error, fail with the three lines of a check."""
    try:
        return act()
    except NotImplementedError:
        raise
    except Exception as error:  # a learner's function may stop in any way
        first = (str(error).splitlines() or [""])[0][:70]
        raise AssertionError(explain(got=f"{type(error).__name__}: {first}", **words)) from None


SMALL_CONTRACT = {  # a fixture, so that one task's mistake costs no other
    "plan": {"kind": "code", "values": ["a", "b"], "optional": False},
    "age": {"kind": "number", "low": 18.0, "high": 65.0, "optional": False},
    "income": {"kind": "number", "low": 0.0, "high": 900.0, "optional": True}}
SECOND.head(3)

# %% [markdown] role="task" key="make_contract"
# ## Task 1 — write down what training saw
# Write `make_contract(train, codes, optional)`. Return a dict with one entry per column of `train`, in its order. A
# column in `codes` gets `{"kind": "code", "values": [...], "optional": bool}`, its different values sorted; any other
# `{"kind": "number", "low": float, "high": float, "optional": bool}`, the smallest and largest value. Gaps are no
# values. `optional` lists the columns that may be empty. `json.dumps` must accept the result.

# %% [markdown] role="hints" key="make_contract"
# 1. Who decides whether a column may be empty: the training rows, or the people who signed the contract?
# 2. Go through the columns; drop the gaps first; turn NumPy's numbers into plain ones, because JSON knows no others.
# 3. `sorted(column.dropna().unique().tolist())`, `float(column.min())`, `name in optional`.

# %% role="answer" key="make_contract" skill="data-contract"
def make_contract(train, codes, optional):
    """Return {column: {"kind": "code" | "number", …, "optional": bool}}, ready for json.dumps."""
    ### BEGIN SOLUTION
    contract = {}
    for name, column in train.items():
        if name in codes:
            rule = {"kind": "code", "values": sorted(column.dropna().unique().tolist())}
        else:
            rule = {"kind": "number", "low": float(column.min()), "high": float(column.max())}
        contract[name] = {**rule, "optional": name in optional}
    return contract
    ### END SOLUTION

# %% role="check" key="make_contract_survey" task="make_contract" points=1
made = make_contract(TRAIN[FEATURES].copy(), list(CODES), [])
call = "make_contract(TRAIN[FEATURES], CODES, [])"
assert type(made) is dict and list(made) == FEATURES, explain(
    called=call, got=list(made) if type(made) is dict else kind_of(made),
    wanted="a dict with every column, in the table's order", look="one entry per column")
assert set(made["age"]) == {"kind", "low", "high", "optional"} and made["age"]["kind"] == "number", explain(
    called=call + '["age"]', got=made["age"], wanted="the four keys of a number", look="their spelling")
assert set(made["sex"]) == {"kind", "values", "optional"} and type(made["sex"]["values"]) is list, explain(
    called=call + '["sex"]', got=made["sex"], wanted="the three keys of a code, its values a list",
    look="their spelling")
assert made["age"]["low"] < made["age"]["high"] and made["age"]["optional"] is False, explain(
    called=call + '["age"]', got=made["age"], wanted="a range, and a plain bool", look="min, max, and `in`")
tried(lambda: json.dumps(made, allow_nan=False), called="json.dumps of " + call,
      wanted="a contract of plain numbers, words, bools and lists",
      look="JSON knows no NumPy numbers: .tolist(), float(…)", misconception="skew.schema")

# %% role="check" key="make_contract_sealed" task="make_contract" points=2
# Sealed: fresh tables with gaps, extreme values, words and numbers as codes, and the way through JSON.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "make_contract_sealed")
for _ in range(5):
    size = int(rng.integers(30, 60))
    table = pd.DataFrame({
        "weight": rng.exponential(50, size), "grade": rng.integers(1, 6, size) * 1.0,
        "shop": rng.choice(["north", "east", "west"], size), "count": rng.integers(0, 90, size),
        "till": rng.permutation(np.arange(size) % 3 + 1)},  # whole numbers without a gap stay np.int64
        index=rng.permutation(size))
    table.iloc[rng.permutation(size)[:4], 0] = np.nan
    table.iloc[rng.permutation(size)[:4], 1] = np.nan
    table.iloc[rng.permutation(size)[:2], 2] = None
    table = table[list(table.columns[rng.permutation(5)])]
    call = "make_contract(a fresh table with gaps, ['grade', 'shop', 'till'], ['count'])"
    made = tried(lambda: make_contract(table.copy(), ["grade", "shop", "till"], ["count"]), called=call,
                 wanted="a dict of rules", look="gaps among words cannot be sorted: drop them first",
                 misconception="skew.schema")
    assert type(made) is dict and list(made) == list(table), explain(
        called=call, got=kind_of(made), wanted="every column, in the table's order", look="one entry per column")
    back = tried(lambda: json.loads(json.dumps(made, allow_nan=False)), called="json.dumps of " + call,
                 wanted="a contract that both sides can read", look="float(…), .tolist() and plain bools",
                 misconception="skew.schema")
    assert back == made, explain(
        called="json.loads(json.dumps(…)) of " + call, got="something else than before",
        wanted="lists and dicts with text keys", look="a tuple or a number as a key does not survive",
        misconception="skew.schema")
    for name in ("weight", "count"):
        assert made[name]["kind"] == "number" and made[name]["low"] == float(table[name].min()) and \
            made[name]["high"] == float(table[name].max()), explain(
                called=call, got=made[name], wanted="the smallest and the largest value of the column",
                look="what training saw belongs inside, its extremes too", misconception="count.boundary")
    for name in ("grade", "shop", "till"):
        assert made[name].get("values") == sorted(set(table[name].dropna().tolist())), explain(
            called=call, got=made[name], wanted="the different values, sorted, gaps left out",
            look="dropna, unique, sorted", misconception="skew.schema")
    assert all(made[name]["optional"] is (name == "count") for name in made), explain(
        called=call, got={name: made[name]["optional"] for name in made},
        wanted="optional where the argument says so, whatever gaps there are",
        look="a gap in training is not a permission", misconception="skew.schema")
### END HIDDEN TESTS

# %% [markdown] role="task" key="translate"
# ## Task 2 — the other survey in home words
# Write `translate(table, codebook, key)`. The codebook maps each home column to `{"from": name there, "codes": None or
# a dict from codes there to codes here}`. Return a new table with the home columns in the codebook's order; its index
# holds the values of column `key`, so that every row keeps its name. A code that the dict does not know, and a column
# that the table does not have, become gaps: nothing is guessed, no row is dropped, and `table` stays as it was.

# %% [markdown] role="hints" key="translate"
# 1. Does the position of a column mean anything in the other file?
# 2. Take the columns one by one, by the name in `"from"`; where there are codes, `map` with a dict turns unknown ones
#    into gaps by itself.
# 3. `column = table[rule["from"]]` or a column of NaN, `column.map(rule["codes"])` if there are codes; then
#    `pd.DataFrame(columns_by_name).set_axis(table[key], axis=0)`.

# %% role="answer" key="translate" skill="map-schema"
def translate(table, codebook, key):
    """Return the table in home columns and home codes, indexed by the values of `key`."""
    ### BEGIN SOLUTION
    home = {}
    for name, rule in codebook.items():
        there = table[rule["from"]] if rule["from"] in table else pd.Series(np.nan, index=table.index)
        home[name] = (there if rule["codes"] is None else there.map(rule["codes"])).to_numpy()
    return pd.DataFrame(home, index=pd.Index(table[key]))
    ### END SOLUTION

# %% role="check" key="translate_second" task="translate" points=1
home = translate(SECOND.copy(), CODEBOOK, "identifier")
call = 'translate(SECOND, CODEBOOK, "identifier")'
assert type(home) is pd.DataFrame and list(home.columns) == list(CODEBOOK), explain(
    called=call, got=list(home.columns) if type(home) is pd.DataFrame else kind_of(home),
    wanted="a DataFrame with the home columns, in the codebook's order", look="one column per entry")
assert list(home.index) == SECOND["identifier"].tolist(), explain(
    called=call, got=f"an index that begins {list(home.index)[:3]}", wanted="the identifiers, row by row",
    look="set_axis, or index=")
assert home["yrs_married"].tolist() == SECOND["nmarried"].tolist(), explain(
    called=call, got="other years of marriage", wanted="the values of nmarried under their home name",
    look='the name in "from"; a new index aligns old rows away unless you take the values')

# %% role="check" key="translate_sealed" task="translate" points=3
# Sealed: fresh tables, columns shuffled, extras, unknown codes, a column that did not come, an odd index.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "translate_sealed")
book = {"size_cm": {"from": "len", "codes": None}, "colour": {"from": "col", "codes": {"r": 1, "g": 2, "b": 3}},
        "level": {"from": "size_cm", "codes": {1: 10, 2: 10, 3: 30}}, "late": {"from": "lag", "codes": None}}
for round_ in range(5):
    n = int(rng.integers(12, 20))
    table = pd.DataFrame({
        "len": rng.random(n), "col": rng.choice(["r", "g", "b", "violet"], n), "size_cm": rng.integers(1, 5, n),
        "lag": rng.random(n), "no": rng.permutation(500)[:n], "colour": 9.0}, index=rng.permutation(n) + 40)
    table.iloc[0, 1], table.iloc[1, 2] = "violet", 4
    absent = round_ % 2 == 1
    if absent:
        table = table.drop(columns="lag")
    others = table.columns.drop("colour")  # a home name that means something else there, in the first place
    table = table[["colour", *others[rng.permutation(len(others))]]]
    before = table.copy()
    call = "translate(a fresh table" + " without the column lag" * absent + ", a fresh codebook, 'no')"
    home = tried(lambda: translate(table, book, "no"), called=call, wanted="a table in home words",
                 look="a column that did not come becomes gaps", misconception="skew.schema")
    assert type(home) is pd.DataFrame and list(home.columns) == list(book), explain(
        called=call, got=kind_of(home), wanted="the home columns, in the codebook's order", look="one column per entry",
        misconception="skew.column_order")
    assert len(home) == n and list(home.index) == before["no"].tolist(), explain(
        called=call, got=f"{len(home)} of {n} rows, or other names",
        wanted="every row, named by the key", look="rows with unknown codes stay, too",
        misconception="metric.answered_only")
    assert table.equals(before), explain(
        called=call, got="a changed input table", wanted="the caller's table as it was",
        look="renaming or replacing in place", misconception="serve.mutable_state")
    assert home["size_cm"].tolist() == before["len"].tolist(), explain(
        called=call, got="other values under size_cm", wanted="the column that the codebook names",
        look="by name, not by position; and a home name may mean something else there",
        misconception="skew.column_order")
    assert home["late"].isna().all() if absent else home["late"].tolist() == before["lag"].tolist(), explain(
        called=call, got="invented values under late", wanted="the column as it came, or gaps where it did not come",
        look="nothing is guessed", misconception="skew.schema")
    for name, rule in (("colour", book["colour"]), ("level", book["level"])):
        wanted = [rule["codes"].get(code) for code in before[rule["from"]]]
        got = [None if pd.isna(code) else code for code in home[name]]
        assert got == wanted, explain(
            called=call, got=f"{got[:6]} under {name}", wanted="the dict's code for each value, a gap for unknown ones",
            look="an unknown code becomes a gap: neither the old value (replace keeps it) nor one of your own",
            misconception="skew.schema")
### END HIDDEN TESTS

# %% [markdown] role="task" key="violations"
# ## Task 3 — name every breach
# Write `violations(table, contract)`. Return a list of triples `(row, column, word)` in any order; the row is the index
# label. The words: `"gap"` for a missing value that is not optional; for a number `"not a number"` where the value is
# no int or float (text that looks like one is text; a bool is not asked about), and `"outside"` where it lies below
# `low` or above `high`; for a code `"unknown code"`. A column that did not come is one triple
# `(None, column, "absent")`. Other columns do not matter.

# %% [markdown] role="hints" key="violations"
# 1. What does `nan < 18` give you, and what would a check make of that which asks only for the range?
# 2. Two loops: the contract's columns, then the rows. Ask in this order: is it a gap, is it a number at all, does it
#    lie in the range. The ends of the range belong to it.
# 3. `for row, value in table[name].items():`, then `pd.isna(value)`, `isinstance(value, (int, float, np.number))`,
#    `not rule["low"] <= value <= rule["high"]`, `value not in rule["values"]`.

# %% role="answer" key="violations" skill="data-contract"
def violations(table, contract):
    """Return [(row label or None, column, "gap" | "not a number" | "outside" | "unknown code" | "absent"), …]."""
    ### BEGIN SOLUTION
    found = []
    for name, rule in contract.items():
        if name not in table:
            found.append((None, name, "absent"))
            continue
        for row, value in table[name].items():
            if pd.isna(value):
                if not rule["optional"]:
                    found.append((row, name, "gap"))
            elif rule["kind"] == "code":
                if value not in rule["values"]:
                    found.append((row, name, "unknown code"))
            elif not isinstance(value, (int, float, np.number)):
                found.append((row, name, "not a number"))
            elif not rule["low"] <= value <= rule["high"]:
                found.append((row, name, "outside"))
    return found
    ### END SOLUTION

# %% role="check" key="violations_small" task="violations" points=1
good = pd.DataFrame({"plan": ["a", "b"], "age": [30, 40], "income": [10.0, 20.0]}, index=["u1", "u2"])
found = violations(good.copy(), SMALL_CONTRACT)
assert type(found) is list and not found, explain(
    called="violations(two good rows, aged 30 and 40, SMALL_CONTRACT)", got=found, wanted="an empty list",
    look="what is in order? 30 is a number as 30.0 is: int, float and np.number")
bad = good.assign(plan=["a", "z"])
found = violations(bad, SMALL_CONTRACT)
assert type(found) is list and [tuple(f) for f in found] == [("u2", "plan", "unknown code")], explain(
    called="violations(two rows, the second with plan 'z', SMALL_CONTRACT)", got=found,
    wanted="one triple: the row's label, the column, the word", look="the words of the task")

# %% role="check" key="violations_sealed" task="violations" points=3
# Sealed: fresh rows with planted breaches of every kind, on the edge of the range, in another column order, and none.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "violations_sealed")
for round_ in range(6):
    n = 30
    low, high = float(rng.integers(10, 30)), float(rng.integers(50, 90))
    rules = {"age": {"kind": "number", "low": low, "high": high, "optional": False},
             "shop": {"kind": "code", "values": ["east", "north"], "optional": round_ % 2 == 0},
             "code": {"kind": "code", "values": [1, 2, 5], "optional": False},
             "debt": {"kind": "number", "low": -5.0, "high": 5.0, "optional": True}}
    table = pd.DataFrame({
        "debt": rng.uniform(-5, 5, n), "note": "x", "code": rng.choice([1, 2, 5], n) * 1.0,
        "age": pd.Series(rng.uniform(low, high, n)).astype(object), "shop": rng.choice(["east", "north"], n)})
    table.index = [f"r{k}" for k in rng.permutation(900)[:n]]
    table.loc[table.index[:2], "age"] = [low, high]
    where = {k: table.index[k] for k in range(2, 12)}
    table.loc[where[2], "age"], table.loc[where[3], "age"] = high + 0.5, low - 0.5
    table.loc[where[4], "age"], table.loc[where[5], "age"] = str(int(low) + 1), np.nan
    table.loc[where[6], ["debt", "code"]] = [np.nan, 3.0]
    table.loc[where[7], "debt"] = np.inf
    table.loc[where[8], "shop"], table.loc[where[9], "shop"] = "west", np.nan
    table.loc[where[10], ["age", "code"]] = [high * 12, np.nan]
    table.loc[where[11], "age"] = int(high) + 3  # whole numbers stand among the others, good ones and bad ones
    for whole in table.index[12:15]:
        table.loc[whole, "age"] = int(rng.integers(int(low), int(high)))
    wanted = {(where[2], "age", "outside"), (where[3], "age", "outside"), (where[4], "age", "not a number"),
              (where[5], "age", "gap"), (where[6], "code", "unknown code"), (where[7], "debt", "outside"),
              (where[8], "shop", "unknown code"), (where[10], "age", "outside"), (where[10], "code", "gap"),
              (where[11], "age", "outside")}
    if round_ % 2:
        wanted.add((where[9], "shop", "gap"))
    call = "violations(thirty fresh rows, a fresh contract)"
    found = tried(lambda: violations(table.copy(), rules), called=call, wanted="a list of triples",
                  look="text cannot be compared with a range: ask for its kind first", misconception="skew.schema")
    assert type(found) is list and all(len(f) == 3 for f in found), explain(
        called=call, got=kind_of(found), wanted="a list of triples", look="(row, column, word)")
    got = [tuple(f) for f in found]
    missed, extra = wanted - set(got), set(got) - wanted
    for row, name, word in sorted(missed):
        value = table.loc[row, name]
        raise AssertionError(explain(
            called=call, got=f"no ({row!r}, {name!r}, {word!r}) for the value {value!r}",
            wanted="every breach of every row, under the row's own label",
            look="nan is neither below nor above anything; text is no number; one row may break two rules; "
                 "the range comes from the contract; an int is a number, too", misconception="skew.schema"))
    for row, name, word in sorted(extra, key=str):
        value = table.loc[row, name] if row in table.index and name in table else "?"
        raise AssertionError(explain(
            called=call, got=f"({row!r}, {name!r}, {word!r}) for the value {value!r}",
            wanted="breaches only",
            look="an int is a number as a float is" if word == "not a number" else
            "the ends of the range belong to it; an optional gap is allowed; other columns do not matter",
            misconception="count.boundary" if value in (low, high) else "skew.schema"))
    assert len(got) == len(wanted), explain(
        called=call, got=f"{len(got)} triples, some of them twice", wanted="each breach once", look="the two loops")
    for part, name in ((table.drop(columns="code"), "a table without the column code"),
                       (table.drop(columns="code").head(0), "the same table without any row")):
        found = tried(lambda: violations(part.copy(), rules), called=f"violations({name}, …)",
                      wanted="a list of triples", look="is the column there?", misconception="skew.schema")
        about = [tuple(f) for f in found if f[1] == "code"]
        assert about == [(None, "code", "absent")], explain(
            called=f"violations({name}, …)", got=about,
            wanted='one triple (None, column, "absent")', look="ask before you loop over the rows",
            misconception="skew.schema")
### END HIDDEN TESTS

# %% [markdown] role="task" key="skew"
# ## Task 4 — how far has the crowd moved?
# Write `skew(train, serve, contract)`. Return a dict from each column of the contract to a float. For a number: the
# mean of `serve` less the mean of `train`, divided by the standard deviation of `train` (pandas' `std`); the sign
# stays. For a code: half the sum, over all codes of either table, of the absolute differences of their shares, from 0
# (alike) to 1 (no code in common). Gaps are left out. A column without any value in `serve` gets None. Every column of
# the contract is in both tables, and varies in `train`.

# %% [markdown] role="hints" key="skew"
# 1. Whose yardstick tells how far is far: the one of the rows that come in today, or that of training?
# 2. Codes have no mean. Compare their shares, and do not forget the codes that only one side knows.
# 3. `a = train[name].value_counts(normalize=True)`, `b` likewise, `a.sub(b, fill_value=0).abs().sum() / 2`;
#    value_counts and mean leave gaps out by themselves.

# %% role="answer" key="skew" skill="measure-skew"
def skew(train, serve, contract):
    """Return {column: standardised shift of the mean, or half the summed difference of shares, or None}."""
    ### BEGIN SOLUTION
    moved = {}
    for name, rule in contract.items():
        here, there = train[name].dropna(), serve[name].dropna()
        if there.empty:
            moved[name] = None
        elif rule["kind"] == "number":
            moved[name] = float((there.mean() - here.mean()) / here.std())
        else:
            shares = here.value_counts(normalize=True).sub(there.value_counts(normalize=True), fill_value=0)
            moved[name] = float(shares.abs().sum() / 2)
    return moved
    ### END SOLUTION

# %% role="check" key="skew_alike" task="skew" points=1
rules = {name: {"kind": "code" if name in CODES else "number"} for name in FEATURES}
moved = skew(TRAIN.copy(), TRAIN.copy(), rules)
call = "skew(TRAIN, TRAIN, a contract)"
assert type(moved) is dict and list(moved) == FEATURES and all(type(v) in FLOATS for v in moved.values()), explain(
    called=call, got=moved if type(moved) is dict else kind_of(moved), wanted="a float for every column",
    look="float(…)")
older = skew(TRAIN.copy(), TRAIN.assign(age=TRAIN["age"] + 3), rules)
assert all(abs(v) < 1e-9 for v in moved.values()) and older["age"] > 0, explain(
    called=call + ", and once more with everybody three years older", got=f"{moved}; then age {older['age']}",
    wanted="no skew between equal tables, and a positive one where serving is older", look="serve less train")

# %% role="check" key="skew_sealed" task="skew" points=3
# Sealed: fresh pairs of tables with gaps, new codes, lost codes, other sizes and spreads.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "skew_sealed")
rules = {"pay": {"kind": "number"}, "shop": {"kind": "code"}, "level": {"kind": "code"}, "void": {"kind": "number"}}
for _ in range(6):
    n, m = 80, int(rng.integers(20, 50))
    here = pd.DataFrame({"level": rng.choice([1, 2, 3], n), "shop": rng.choice(["a", "b", "old"], n),
                         "pay": rng.normal(50, 10, n), "void": rng.random(n)})
    there = pd.DataFrame({"pay": rng.normal(40, 2, m), "void": np.nan, "shop": rng.choice(["a", "b", "new"], m),
                          "level": rng.choice([2, 2, 9], m)}, index=rng.permutation(m))
    for table in (here, there):
        table.loc[table.index[:5], "pay"] = np.nan
        table.loc[table.index[3:7], "shop"] = None
    call = "skew(a fresh table, another one with gaps and new codes, a contract)"
    moved = tried(lambda: skew(here.copy(), there.copy(), rules), called=call, wanted="a dict",
                  look="a column of words has no mean", misconception="skew.schema")
    assert type(moved) is dict and set(moved) == set(rules), explain(
        called=call, got=kind_of(moved), wanted="every column of the contract", look="the loop over the contract")
    assert moved["void"] is None, explain(
        called=call, got=moved["void"], wanted="None where serving has no value: no number can say it",
        look="is anything left after the gaps?", misconception="metric.answered_only")
    shift = here["pay"].mean() - there["pay"].mean()
    assert type(moved["pay"]) in FLOATS and moved["pay"] < 0, explain(
        called=call, got=f"{moved['pay']} where the mean has fallen", wanted="a negative shift: the sign stays",
        look="serve less train", misconception="metric.wrong_order")
    assert abs(moved["pay"] + shift / there["pay"].std()) > 1e-9, explain(
        called=call, got=f"{moved['pay']:.2f}, measured with the spread of the rows that came in",
        wanted="the yardstick of training", look="whose standard deviation do you divide by?",
        misconception="drift.bins")
    assert abs(moved["pay"] + shift / here["pay"].std()) < 1e-9, explain(
        called=call, got=f"{moved['pay']:.3f}", wanted="the difference of means in training standard deviations",
        look="gaps left out, pandas' std of train", misconception="metric.wrong_scale")
    for name in ("shop", "level"):
        a, b = here[name].dropna().tolist(), there[name].dropna().tolist()
        wanted = sum(abs(a.count(c) / len(a) - b.count(c) / len(b)) for c in {*a, *b}) / 2
        assert type(moved[name]) in FLOATS and abs(moved[name] - wanted) < 1e-9, explain(
            called=call, got=f"{moved[name]} for the code {name!r}",
            wanted="half the summed difference of shares, over the codes of either table, gaps left out",
            look="codes are no numbers, tables differ in size, and some codes stand on one side only",
            misconception="drift.bins")
### END HIDDEN TESTS

# %% [markdown] role="task" key="score_guarded"
# ## Task 5 — score what keeps the contract, refuse the rest by name
# Write `score_guarded(model, table, contract, check)`. `check(table, contract)` returns triples as in Task 3. Return a
# pair: a dict from row label to the model's probability of True for every row without a breach, and a list of refusals
# `{"row": label, "reasons": ["column: word", ...]}`, one for each refused row, in the table's order. If a column is
# absent, that is one more reason for every row. The order of a row's reasons is free. The model sees accepted rows
# only, with the contract's columns in the contract's order, unchanged.

# %% [markdown] role="hints" key="score_guarded"
# 1. How many rows came in, and how many do your two answers speak about together?
# 2. Collect the reasons by row first; a reason without a row belongs to all. Then divide the rows, and call the model
#    once for those that are left, if there are any.
# 3. `good = [row for row in table.index if not reasons[row]]`; `model.predict_proba(table.loc[good, list(contract)])`;
#    the column is `list(model.classes_).index(True)`.

# %% role="answer" key="score_guarded" skill="serving-parity"
def score_guarded(model, table, contract, check):
    """Return ({row label: P(True)}, [{"row": label, "reasons": ["column: word", …]}, …])."""
    ### BEGIN SOLUTION
    reasons = {row: [] for row in table.index}
    for row, name, word in check(table, contract):
        for each in table.index if row is None else [row]:
            reasons[each].append(f"{name}: {word}")
    good = [row for row in table.index if not reasons[row]]
    scores = {}
    if good:
        chances = model.predict_proba(table.loc[good, list(contract)])[:, list(model.classes_).index(True)]
        scores = dict(zip(good, chances.tolist()))
    return scores, [{"row": row, "reasons": reasons[row]} for row in table.index if reasons[row]]
    ### END SOLUTION

# %% role="check" key="score_guarded_shape" task="score_guarded" points=1
few = TEST[FEATURES].head(6)
rules = {name: {} for name in FEATURES}
answer = score_guarded(MODEL, few.copy(), rules, lambda table, contract: [(few.index[2], "age", "outside")])
call = "score_guarded(MODEL, six women, contract, a check that objects to the third)"
assert type(answer) in (tuple, list) and len(answer) == 2 and type(answer[0]) is dict and type(answer[1]) is list, \
    explain(called=call, got=kind_of(answer), wanted="a dict of scores and a list of refusals", look="the last line")
assert set(answer[0]) == set(few.index) - {few.index[2]}, explain(
    called=call, got=f"scores for {sorted(answer[0])}", wanted="a score for each of the other five, by label",
    look="the keys of the dict")
assert answer[1] == [{"row": few.index[2], "reasons": ["age: outside"]}], explain(
    called=call, got=answer[1], wanted="one refusal, with the row's label and its reasons", look="'column: word'")

# %% role="check" key="score_guarded_sealed" task="score_guarded" points=3
# Sealed: a model that remembers what it sees; columns shuffled, breaches named in any order, nobody left, and no row.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "score_guarded_sealed")
seen = []


class Watching:
    """A stand-in for a model: it remembers its rows, and its answer is a known function of two columns."""

    classes_ = np.array([True, False])

    def predict_proba(self, X):
        assert len(X), "the model was called without any row"
        seen.append(X.copy())
        p = X["age"].fillna(0).to_numpy() / 1000 + X["income"].fillna(0).to_numpy() / 2000
        return np.column_stack([p, 1 - p])

    def predict(self, X):
        return self.predict_proba(X)[:, 0] > 0.5


for round_ in range(5):
    n = 14
    table = pd.DataFrame({"income": rng.uniform(0, 900, n), "extra": 1.0, "age": rng.uniform(18, 65, n),
                          "plan": rng.choice(["a", "b"], n)}, index=[f"p{k}" for k in rng.permutation(99)[:n]])
    table.loc[table.index[5], "income"] = np.nan  # optional: the model fills it
    broken = [table.index[k] for k in sorted(rng.permutation(5)[:3])]
    table.loc[broken[0], "age"], table.loc[broken[1], "plan"] = 400.0, "z"
    triples = [(broken[0], "age", "outside"), (broken[1], "plan", "unknown code"), (broken[2], "age", "gap"),
               (broken[2], "plan", "gap")]
    # A check goes by column, or in no order at all: never by row, so that the refusals must be put in order.
    triples = triples[::-1] if round_ % 2 else sorted(triples, key=lambda triple: triple[1])
    asked = []

    def check(rows, contract):
        asked.append((rows.copy(), contract))
        return list(triples)

    seen.clear()
    call = "score_guarded(a model that remembers, fourteen rows of which three break the contract, …)"
    before = table.copy()
    answer = tried(lambda: score_guarded(Watching(), table, SMALL_CONTRACT, check), called=call,
                   wanted="scores and refusals", look="the contract's columns, found by name",
                   misconception="skew.column_order")
    assert type(answer) in (tuple, list) and len(answer) == 2 and type(answer[0]) is dict, explain(
        called=call, got=kind_of(answer), wanted="a dict of scores and a list of refusals", look="the last line")
    scores, refused = answer
    assert table.equals(before), explain(
        called=call, got="a changed table", wanted="the caller's rows as they were", look="clip, fillna in place",
        misconception="serve.mutable_state")
    assert asked and all(rows.equals(before) for rows, _ in asked), explain(
        called=call, got="a check that was not asked, or about rows that had been repaired",
        wanted="the check asked about the rows as they came", look="what happens to the rows before `check`?",
        misconception="skew.schema")
    assert type(refused) is list and {r["row"] for r in refused} == set(broken), explain(
        called=call, got=f"refusals for {[r.get('row') for r in refused]}",
        wanted="every row with a breach refused, by its label, and no other",
        look="do rows vanish, or does one bad row condemn them all?", misconception="metric.answered_only")
    wanted = [{"row": row, "reasons": [f"{c}: {w}" for r, c, w in triples if r == row]}
              for row in table.index if row in broken]
    assert [r["row"] for r in refused] == [r["row"] for r in wanted], explain(
        called=call, got=f"refusals in the order {[r['row'] for r in refused]}",
        wanted="one refusal for each refused row, in the table's order",
        look="the check may name its breaches in any order: go through table.index at the end",
        misconception="ops.unordered")
    assert [sorted(r["reasons"]) for r in refused] == [sorted(r["reasons"]) for r in wanted], explain(
        called=call, got=refused, wanted="every reason of a row", look="a row may break two rules",
        misconception="skew.schema")
    good = [row for row in table.index if row not in broken]
    assert list(scores) == good or set(scores) == set(good), explain(
        called=call, got=f"{len(scores)} scores", wanted="a score for every row that is not refused",
        look="each row is either scored or refused", misconception="metric.answered_only")
    for rows in seen:
        assert list(rows.columns) == list(SMALL_CONTRACT), explain(
            called=call, got=f"a model that was shown the columns {list(rows.columns)}",
            wanted="the contract's columns in the contract's order", look="table.loc[rows, list(contract)]",
            misconception="skew.column_order")
        assert set(rows.index) <= set(good), explain(
            called=call, got="a model that was shown refused rows", wanted="accepted rows only",
            look="divide the rows before you call the model", misconception="skew.schema")
        assert rows["age"].equals(before.loc[rows.index, "age"]) and \
            rows["income"].equals(before.loc[rows.index, "income"]), explain(
                called=call, got="a model that was shown changed values",
                wanted="the values as they came; an optional gap is filled by what training learned",
                look="a mean of today's rows makes a score depend on who else came",
                misconception="skew.refit_at_serving")
    for row in good:
        p = table.loc[row, "age"] / 1000 + np.nan_to_num(table.loc[row, "income"]) / 2000
        assert type(scores[row]) in FLOATS and abs(scores[row] - p) < 1e-9, explain(
            called=call, got=f"{scores[row]} for {row!r}", wanted="the model's probability of True for that very row",
            look="what does classes_ say about the columns, and do rows and scores stay side by side?",
            misconception="proba.wrong_column")
planless = table.drop(columns="plan")
one_more = [(broken[2], "age", "gap"), (None, "plan", "absent"), (broken[0], "age", "outside")]
for rows, triples, name in [(planless, [(None, "plan", "absent")], "rows of a table whose column plan is absent"),
                            (planless, one_more, "the same rows, two of which break another rule as well"),
                            (table.head(0), [], "no row at all")]:
    call = f"score_guarded(a model, {name}, …)"
    answer = tried(lambda: score_guarded(Watching(), rows.copy(), SMALL_CONTRACT, lambda t, c: list(triples)),
                   called=call, wanted="no score, and a refusal for every row", look="is anybody left to be scored?",
                   misconception="skew.schema")
    assert len(answer[0]) == 0 and [r["row"] for r in answer[1]] == list(rows.index), explain(
        called=call, got=f"{len(answer[0])} scores and {len(answer[1])} refusals",
        wanted="no score, and a refusal for every row", look="a reason without a row belongs to all of them",
        misconception="metric.answered_only")
    for refusal in answer[1]:
        wanted = sorted(f"{c}: {w}" for r, c, w in triples if r in (None, refusal["row"]))
        assert sorted(refusal["reasons"]) == wanted, explain(
            called=call, got=f"{refusal['reasons']} for {refusal['row']!r}",
            wanted="the absent column as one more reason, beside the row's own",
            look="a reason for everybody is added; it replaces none", misconception="skew.schema")
### END HIDDEN TESTS

# %% key="save"
contract = make_contract(TRAIN[FEATURES], CODES, [])
home = translate(SECOND, CODEBOOK, "identifier")
scores, refused = score_guarded(MODEL, home, contract, violations)
truth = SECOND.set_index("identifier")["naffairs"] > 0
at_home = MODEL.predict_proba(TEST[FEATURES])[:, list(MODEL.classes_).index(True)]
breaches = pd.Series([reason for each in refused for reason in each["reasons"]]).value_counts()
result = {
    "contract": contract,
    "rows": {"came": len(home), "scored": len(scores), "refused": len(refused)},
    "reasons": {name: int(count) for name, count in breaches.items()},
    "skew": skew(TRAIN, home.loc[list(scores)], contract),
    "auc_at_home": float(roc_auc_score(TEST["affair"], at_home)),
    "auc_over_there": float(roc_auc_score(truth[list(scores)], list(scores.values()))),
    "limits": "The reading of the religion scale is ours; copies of answers stand on both sides of the home split.",
}
Path("data-contract.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
{name: result[name] for name in ("rows", "reasons", "skew", "auc_at_home", "auc_over_there")}

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Three short paragraphs for the editor of the second magazine: the problem, your approach, the impact. Say whom the
# model refuses and why that is a service to them, what the skew tells and what it does not, and one clause that you
# would still add to the contract.
# === BEGIN ANSWER ===
# (With SEED = 2026.)
#
# *Problem.* The model learned from married women who answered another magazine. Your file has other names and scales,
# and almost half of your readers here are men. Fed in as it is, it would get a number for everybody, right or not.
#
# *Approach.* What training saw is written down: names, ranges, codes. Your columns were translated by name, religion
# from five answers to four. Whoever lies outside is refused with a reason; nothing is clipped, filled or guessed.
#
# *Impact.* All men are refused, because no man was ever seen in training, and so are the women older or married for a
# shorter time than anybody there. For the others the ranking works somewhat worse than at home. A refusal is better
# than a confident number about nobody.
#
# *Skew and limit.* The accepted women are better educated than those of training; that asks for a look, it does not
# prove that the scores are wrong. I would add the wording of every question: two scales can share their codes and mean
# different things, and no range check sees that.
# === END ANSWER ===
