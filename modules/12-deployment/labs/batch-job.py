# ---
# title: Batch job that can be re-run
# minutes: 60
# problem: Score a plan's members every night so that a crash, a late file or a second run never leaves a wrong list.
# artefact: batch-job-report.json
# ---
# %% [markdown] key="intro"
# # Batch job that can be re-run
# A health plan wants a list of members who may become expensive next year. The model is done; the job around it fails
# at night, runs twice, meets broken lines and late files. You write its five parts and run it on 20,190 person-years of
# the RAND experiment. The calendar years and birth years are made here (study year 1 = 1975); the rest is real.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="setup"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import datetime as dt
import hashlib
import json
import math
import os
import tempfile
import time
from pathlib import Path

import numpy as np
import pandas as pd

FLOATS, INTS = (float, np.float64), (int, np.int64)
HEADER = ["person", "year", "born", "visits", "cost"]  # of an incoming file; cost is in dollars of that year
FEATURES = ["person", "age", "visits", "cost", "cost_before"]
RAND = load_data("rand")
YEARS = pd.DataFrame({"person": RAND["zper"].astype(int), "year": 1974 + RAND["year"].astype(int),
                      "born": (1974 + RAND["year"] - np.floor(RAND["xage"])).astype(int),
                      "visits": RAND["mdvis"].astype(int), "cost": RAND["meddol"].round(2)})
YEARS["born"] = YEARS.groupby("person")["born"].transform("first")


def risk(features):
    """Return the chance of a place among next year's dearest tenth: a logistic regression on 1975 to 1976, AUC 0.73."""
    z = (-4.161 + 0.0199 * features["age"] + 0.0440 * features["visits"]
         + 0.2930 * np.log1p(features["cost"]) + 0.0536 * np.log1p(features["cost_before"]))
    return (1 / (1 + np.exp(-z))).to_numpy()


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


YEARS.head()

# %% [markdown] role="task" key="features"
# ## Task 1 — what was known as of a year
# Write `features(rows, as_of)`. `rows` is a DataFrame with the columns of `HEADER`, at most one row per person and
# year; `as_of` is a year, an int. Return a DataFrame with the columns of `FEATURES`, one row for every person who has a
# row *of the year `as_of`*, sorted by person, index 0, 1, 2 and so on: `age` is `as_of` minus `born`; `visits` and `cost`
# are that year's; `cost_before` is the mean cost of the person's earlier years, 0.0 where there is none. Later years do
# not exist for this function, and neither does today.

# %% [markdown] role="hints" key="features"
# 1. The job may run for 1976 again in 1979. Which rows would then be in the table that were not there in 1976?
# 2. Take the rows of the year and, apart from them, the rows of earlier years with a mean per person; bring the two
#    together by person, keeping all of the first.
# 3. `now = rows[rows["year"] == as_of].sort_values("person")`; `before = rows[rows["year"] < as_of]`, grouped and
#    averaged; `now["person"].map(before).fillna(0.0)`; at the end `reset_index(drop=True)`.

# %% role="answer" key="features" skill="as-of"
def features(rows, as_of):
    """Return one row of FEATURES per person with a row of the year as_of, sorted by person."""
    ### BEGIN SOLUTION
    now = rows[rows["year"] == as_of].sort_values("person")
    before = rows[rows["year"] < as_of].groupby("person")["cost"].mean()
    table = now.assign(age=as_of - now["born"], cost_before=now["person"].map(before).astype(float).fillna(0.0))
    return table[FEATURES].reset_index(drop=True)
    ### END SOLUTION

# %% role="check" key="features_form" task="features" points=1
small = pd.DataFrame([(7, 1976, 1950, 2, 40.0), (7, 1975, 1950, 1, 10.0), (3, 1976, 1940, 0, 5.0), (9, 1975, 1930, 4, 90.0)],
                     columns=HEADER)
for year, wanted in [(1976, [[3, 36, 0, 5.0, 0.0], [7, 26, 2, 40.0, 10.0]]), (1975, [[7, 25, 1, 10.0, 0.0], [9, 45, 4, 90.0, 0.0]])]:
    table = features(small.copy(), year)
    call = f"features(four rows of persons 7, 7, 3 and 9, {year})"
    assert type(table) is pd.DataFrame and sorted(map(str, table.columns)) == sorted(FEATURES), explain(
        called=call, got=kind_of(table), wanted=f"a DataFrame with the columns {FEATURES}", look="the task's list")
    assert table["person"].tolist() == [row[0] for row in wanted] and table.index.tolist() == [0, 1], explain(
        called=call, got=f"persons {table['person'].tolist()} at {table.index.tolist()}",
        wanted=f"persons {[row[0] for row in wanted]} at [0, 1]", look="who has a row of that year? Sort, then reset")
    assert np.allclose(table[FEATURES].to_numpy(dtype=float), wanted), explain(
        called=call, got=table[FEATURES].to_numpy().tolist(), wanted=f"{wanted}, as {FEATURES}",
        look="age and the two of the year come from the row of that year, cost_before from earlier ones")

# %% role="check" key="features_as_of" task="features" points=2
# Sealed: fresh members, shuffled rows, and what happens to an old year when later years arrive.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "features_as_of")
people = rng.choice(YEARS["person"].unique(), size=60, replace=False)
past = YEARS[YEARS["person"].isin(people)]
for as_of in (1976, 1977):
    known = past[past["year"] <= as_of]
    right = []
    for person in sorted(known.loc[known["year"] == as_of, "person"]):
        own = known[known["person"] == person]
        row, old = own[own["year"] == as_of].iloc[0], own.loc[own["year"] < as_of, "cost"]
        right.append([person, as_of - row["born"], row["visits"], row["cost"], old.mean() if len(old) else 0.0])
    right = np.array(right, dtype=float)
    shuffled = known.sample(frac=1, random_state=int(rng.integers(10**6)))
    table = features(shuffled.copy(), as_of)
    call = f"features(rows up to {as_of}, shuffled, {as_of})"
    assert type(table) is pd.DataFrame and set(FEATURES) <= set(table.columns), explain(
        called=call, got=kind_of(table), wanted="a DataFrame with the columns of FEATURES", look="the task's list")
    got = table[FEATURES].to_numpy(dtype=float)
    assert got.shape == right.shape, explain(
        called=call, got=f"{len(got)} rows", wanted="one row per person who has a row of that year, and nobody else",
        look="who left the plan before that year has no row of it; who is new has no earlier one",
        misconception="ops.latest_value")
    assert np.array_equal(got[:, 0], right[:, 0]), explain(
        called=call, got="persons in another order", wanted="persons in ascending order, however the rows came in",
        look="sort before you return", misconception="ops.unordered")
    assert np.allclose(got[:, 1], right[:, 1]), explain(
        called=call, got=f"ages such as {got[0, 1]:.0f} for somebody born in {as_of - right[0, 1]:.0f}",
        wanted="the age as of the year that was asked", look="does a clock run in your function?",
        misconception="ops.clock")
    assert np.allclose(got, right), explain(
        called=call, got="other numbers", wanted="the year's own visits and cost, and the mean cost of earlier years",
        look="the year itself is no earlier year, and nobody's missing past costs anything but 0.0",
        misconception="leak.time")
    later = features(past.sample(frac=1, random_state=1).copy(), as_of)
    assert np.array_equal(later[FEATURES].to_numpy(dtype=float), got), explain(
        called=f"features(the same rows and later years, {as_of})", got="other features for the same year",
        wanted="the same table: what came later was not known then", look="compare every row's year with as_of first",
        misconception="leak.time")
dear = int(rng.integers(300, 900))
own = pd.DataFrame([(5, 1972, 1940, 1, 3.0), (5, 1974, 1940, 0, float(dear)), (5, 1975, 1940, 2, 0.0), (5, 1976, 1940, 1, 8.0),
                    (2, 1975, 1950, 3, 60.0), (2, 1976, 1950, 1, 7.0), (2, 1978, 1950, 1, 70.0)], columns=HEADER)
given = own.copy()
table = features(given, 1976)
call = f"features(…), where a person's earlier years cost 3, {dear} and 0, another's one earlier year 60,"
assert np.allclose(table["cost_before"].to_numpy(dtype=float), [60.0, (3 + dear) / 3]), explain(
    called=call, got=f"cost_before {table['cost_before'].tolist()}", wanted="the mean over the earlier years that each one has",
    look="a mean, over the person's own rows: a year without a row is no year of zero", misconception="strata.unweighted")
assert given.equals(own), explain(
    called=call, got="rows that are no longer those that were handed in", wanted="the caller's table as it was",
    look="sort and drop in a copy", misconception="arith.in_place")
### END HIDDEN TESTS

# %% [markdown] role="task" key="check_rows"
# ## Task 2 — nothing disappears silently
# Write `check_rows(lines)`. A line is a string such as `"125024,1976,1933,2,62.08"`, in the order of `HEADER`. Return
# `(good, bad)`: `good` is a list of tuples (int, int, int, int, float), `bad` a list of tuples (line number from 1,
# reason). A line is bad for the first reason that holds: `"fields"` (not exactly five between commas), `"number"` (one
# of the first four is no whole number, or cost is no finite number; spaces around are fine, `12.0` is not whole),
# `"range"` (visits or cost below 0, or born after year), `"repeat"` (person and year of an earlier good line).

# %% [markdown] role="hints" key="check_rows"
# 1. Count at the end: good and bad together are all lines. Which "numbers" does Python accept that no bill can hold?
# 2. Try `int` and `float` on the parts and catch `ValueError`; then ask for finiteness. Keep a set of (person, year)
#    and fill it with good lines only.
# 3. `parts = line.split(",")`; inside `try`: `[int(part) for part in parts[:4]]` and `float(parts[4])`;
#    `math.isfinite(cost)`; `enumerate(lines, 1)` gives the line numbers.

# %% role="answer" key="check_rows" skill="quarantine"
def check_rows(lines):
    """Return the good lines as tuples, and (line number, reason) for every other one."""
    ### BEGIN SOLUTION
    good, bad, seen = [], [], set()
    for number, line in enumerate(lines, 1):
        parts = line.split(",")
        if len(parts) != len(HEADER):
            bad.append((number, "fields"))
            continue
        try:
            person, year, born, visits = (int(part) for part in parts[:4])
            cost = float(parts[4])
        except ValueError:
            cost = math.nan
        if not math.isfinite(cost):
            bad.append((number, "number"))
        elif visits < 0 or cost < 0 or born > year:
            bad.append((number, "range"))
        elif (person, year) in seen:
            bad.append((number, "repeat"))
        else:
            seen.add((person, year))
            good.append((person, year, born, visits, cost))
    return good, bad
    ### END SOLUTION

# %% role="check" key="check_rows_form" task="check_rows" points=1
for lines, wanted in [(["1,1976,1950,2,10.5", "2,1976,1950,2", "1,1975,1950,0,3"],
                       ([(1, 1976, 1950, 2, 10.5), (1, 1975, 1950, 0, 3.0)], [(2, "fields")])),
                      (["4,1976,1950,two,10.5", " 5, 1976,1950,2,8 ", "6,1976,1950,-1,1"],
                       ([(5, 1976, 1950, 2, 8.0)], [(1, "number"), (3, "range")]))]:
    out = check_rows(list(lines))
    call = f"check_rows({lines})"
    assert type(out) is tuple and len(out) == 2 and all(type(part) is list for part in out), explain(
        called=call, got=kind_of(out), wanted="a tuple of two lists", look="the return line")
    assert all(type(row) is tuple for part in out for row in part), explain(
        called=call, got=out, wanted="tuples in both lists", look="tuple(…)")
    assert out == wanted and all(type(row[4]) is float and type(row[0]) is int for row in out[0]), explain(
        called=call, got=out, wanted=f"{wanted}", look="line numbers start at 1; whole numbers are int, cost is float")

# %% role="check" key="check_rows_sorted" task="check_rows" points=3
# Sealed: a fresh file with every kind of broken line, some broken in two ways; good and bad are counted against it.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "check_rows_sorted")
for case in range(3):
    sample = YEARS.sample(60, random_state=int(rng.integers(10**6)))
    plan = [(f"{row.person},{row.year},{row.born},{row.visits},{row.cost}", None) for row in sample.itertuples()]
    person = 900000 + case
    broken = [("", "fields"), (f"{person},1976,1950,2,10,", "fields"), (f"{person},1976,1950,-2", "fields"),
              (f"{person},1976,1950,,10", "number"), (f"{person},1976,1950,2,nan", "number"),
              (f"{person},1976,1950,2,inf", "number"), (f"{person},1976,1950,2.0,10", "number"),
              (f"{person},1976,x,-2,10", "number"), (f"{person},1976,1950,2,-0.5", "range"),
              (f"{person},1976,1977,2,5", "range"), (f"{person},1976,1950,-3,5", "range"), (f"-{person},1976,1976,0,0", None)]
    at = rng.permutation(len(plan) + len(broken))
    mixed = [(plan + broken)[n] for n in at]
    copied = [line for line, why in mixed if why is None][:3]
    mixed += [(copied[0], "repeat"), (copied[1].rsplit(",", 1)[0] + ",999.5", "repeat"),
              (f"{person},1976,1950,2,10", None), (f"{person},1976,1950,2,10", "repeat")]
    out = check_rows([line for line, _ in mixed])
    call = f"check_rows({len(mixed)} lines)"
    assert type(out) is tuple and len(out) == 2 and all(type(part) is list for part in out), explain(
        called=call, got=kind_of(out), wanted="a tuple of two lists", look="the return line")
    good, bad = out
    assert len(good) + len(bad) == len(mixed), explain(
        called=call, got=f"{len(good)} good and {len(bad)} bad lines", wanted="every line once, in one of the two lists",
        look="which lines did you pass over without a word? An empty line is a line", misconception="ops.silent_skip")
    reasons = {number: why for number, (_, why) in enumerate(mixed, 1) if why}
    told = dict(bad)
    for number, why in reasons.items():
        line = mixed[number - 1][0]
        assert number in told, explain(
            called=call, got=f"the line {line!r} among the good", wanted="a reason for it",
            look="nan and inf are floats for Python, and a set remembers what came before",
            misconception="skew.schema")
        assert told[number] == why, explain(
            called=call, got=f"{told[number]!r} for the line {line!r}",
            wanted="the first reason of the task that holds",
            look="the order of your tests; only a good line can be repeated", misconception="skew.schema")
    for number, (line, why) in enumerate(mixed, 1):
        assert why or number not in told, explain(
            called=call, got=f"{told.get(number)!r} for the line {line!r}",
            wanted="the good lines as they were, this one among them",
            look="a person and year are taken by a good line only; a bad one before it is not remembered",
            misconception="ops.silent_skip")
    rows = [tuple(map(float, line.split(","))) for line, why in mixed if why is None]
    assert [tuple(map(float, row)) for row in good] == rows, explain(
        called=call, got="other good rows", wanted="the good lines as they were, in the order they came",
        look="change nothing in a good line", misconception="ops.silent_skip")
### END HIDDEN TESTS

# %% [markdown] role="task" key="write_whole"
# ## Task 3 — whole, or not at all
# Write `write_whole(path, chunks)`: the strings of the iterator `chunks` become the UTF-8 content of the file `path`.
# Whoever opens `path` meanwhile finds the old file, or none where there was none, until the new one is whole; whoever has
# the old one open reads it to its end. Whatever
# ends it early, an error in `chunks` or an interrupt, is passed on; `path` is then as before, and no other file is left
# in its folder. Return the SHA-256 of the content as `hexdigest` gives it.

# %% [markdown] role="hints" key="write_whole"
# 1. Opening a file for writing empties it at once. What could you write to in its place?
# 2. Write beside it, in the same folder, and let one call of the operating system put the new file in the old one's
#    place. If anything ends the writing, remove what you began and raise it again.
# 3. `os.replace(beside, path)` after the file is closed. `except BaseException:` with `unlink(missing_ok=True)` and a
#    bare `raise` also meets an interrupt; `write_bytes` keeps line ends as they are.

# %% role="answer" key="write_whole" skill="atomic-write"
def write_whole(path, chunks):
    """Write the text of chunks to path, all or nothing; return the SHA-256 of its bytes."""
    ### BEGIN SOLUTION
    path = Path(path)
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        content = "".join(chunks).encode("utf-8")
        beside.write_bytes(content)
        os.replace(beside, path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise
    return hashlib.sha256(content).hexdigest()
    ### END SOLUTION

# %% role="check" key="write_whole_form" task="write_whole" points=1
with tempfile.TemporaryDirectory() as desk:
    target = Path(desk) / "scores.csv"
    for parts in [["person,risk\n", "7,0.25\n"], ["person,", "risk\n7,0.5\n", "é\n"]]:
        digest = write_whole(target, iter(parts))
        found = target.read_bytes() if target.exists() else None
        assert found == "".join(parts).encode("utf-8"), explain(
            called=f"write_whole(path, iter({parts}))", got=f"a file with {found!r}",
            wanted="the strings one after the other, in UTF-8, in place of what was there", look="nothing is appended",
            misconception="ops.not_idempotent")
        assert digest == hashlib.sha256(found).hexdigest(), explain(
            called=f"write_whole(path, iter({parts}))", got=digest, wanted="the SHA-256 of the content, 64 hex digits",
            look="hash the bytes that you wrote", misconception="ops.hash_path")
        names = sorted(path.name for path in Path(desk).iterdir())
        assert names == ["scores.csv"], explain(
            called="the folder after write_whole", got=names, wanted="scores.csv alone",
            look="a copy beside it has to take its place, not stay")

# %% role="check" key="write_whole_watched" task="write_whole" points=2
# Sealed: while the text is still coming, somebody reads the file. Once there was an old one, once none.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "write_whole_watched")
for old in (f"old {rng.integers(10**6)}\n", None):
    with tempfile.TemporaryDirectory() as desk:
        target, seen = Path(desk) / "list.csv", []
        if old is not None:
            target.write_text(old, encoding="utf-8")

        def coming():
            for number in range(40):
                yield f"{number},{rng.random()}\n" * 200
                seen.append(target.read_text(encoding="utf-8") if target.exists() else None)

        reader = target.open(encoding="utf-8") if old is not None else None
        write_whole(target, coming())
        rest = reader.read() if reader is not None else None
        call = f"a look at the file while write_whole is at work, {'over an old file' if old else 'with no old file'},"
        assert len(seen) == 40, explain(
            called="write_whole(path, chunks)", got=f"{len(seen)} of 40 chunks were taken", wanted="all of them",
            look="chunks is an iterator: one pass, to its end")
        assert all(text == old for text in seen), explain(
            called=call, got="nothing, or a part of the new text", wanted="the old state, until the new file is whole",
            look="open(path, 'w') empties the file at once; so does removing it first", misconception="ops.partial_file")
        assert rest == old, explain(
            called="write_whole(path, chunks), while somebody had the old file open,", got="another text for that reader",
            wanted="the old file, whole, for whoever has it open", look="write another file and rename it; do not write into this one",
            misconception="ops.partial_file")
        if reader is not None:
            reader.close()
        assert target.read_text(encoding="utf-8").count("\n") == 8000, explain(
            called="write_whole(path, 40 chunks)", got="a file that misses lines", wanted="the text of all chunks",
            look="is the file closed before it takes its place?", misconception="ops.partial_file")
### END HIDDEN TESTS

# %% role="check" key="write_whole_killed" task="write_whole" points=2
# Sealed: an error, and an interrupt, when half of the text has come.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "write_whole_killed")


class PowerCut(BaseException):
    """Not an Exception: like an interrupt."""


for failure in (RuntimeError("no more rows"), PowerCut("half-way")):
    with tempfile.TemporaryDirectory() as desk:
        target, old = Path(desk) / "list.csv", f"old {rng.integers(10**6)}\n"
        target.write_text(old, encoding="utf-8")

        def breaking():
            yield "person,risk\n" * int(rng.integers(1000, 3000))
            raise failure

        caught = None
        try:
            write_whole(target, breaking())
        except BaseException as error:
            caught = error
        call = f"write_whole(path, chunks), where chunks raises {type(failure).__name__} half-way,"
        found = target.read_text(encoding="utf-8") if target.exists() else "nothing"
        assert found == old, explain(
            called=call, got="a file that is gone, empty or half", wanted="the old file, untouched",
            look="write beside it and replace it at the very end", misconception="ops.partial_file")
        assert caught is failure, explain(
            called=call, got=f"{type(caught).__name__}" if caught else "no error", wanted="the same error, passed on",
            look="a job that goes on as if nothing had happened ends well and is wrong", misconception="ops.exit_code")
        names = sorted(path.name for path in Path(desk).iterdir())
        assert names == ["list.csv"], explain(
            called=call, got=names, wanted="no other file left in the folder",
            look="`except Exception` does not meet an interrupt; remove what you began, then raise",
            misconception="ops.partial_file")
### END HIDDEN TESTS

# %% [markdown] role="task" key="log_line"
# ## Task 4 — a log that anybody may read
# Write `log_line(event, fields, secrets)`: one line of JSON, without a line break, for the dictionary `fields` with
# `"event"` added. `secrets` is a list of strings such as a database password. Wherever the text of one stands, alone or
# inside a longer text, in a value or a key, in `event`, or at any depth of dictionaries and lists, `***` stands in its
# place. If a secret contains another, the longer goes first; an empty string is no secret. All else stays as it is, with
# its type.

# %% [markdown] role="hints" key="log_line"
# 1. A password does not always stand under the name "password": it travels in addresses and error texts.
# 2. Walk down: a dictionary, a list, a text, or something else. Replace in texts only, before JSON escapes anything.
# 3. A function that calls itself: for `dict` on keys and values, for `list` on each part, for `str` one `replace` per
#    secret in `sorted(secrets, key=len, reverse=True)`. Then `json.dumps`.

# %% role="answer" key="log_line" skill="safe-logging"
def log_line(event, fields, secrets):
    """Return one line of JSON in which no secret stands; fields holds what JSON knows."""
    ### BEGIN SOLUTION
    longest_first = sorted((secret for secret in secrets if secret), key=len, reverse=True)

    def masked(value):
        if isinstance(value, dict):
            return {masked(key): masked(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [masked(inner) for inner in value]
        if isinstance(value, str):
            for secret in longest_first:
                value = value.replace(secret, "***")
        return value

    return json.dumps(masked({"event": event, **fields}))
    ### END SOLUTION

# %% role="check" key="log_line_form" task="log_line" points=1
for event, fields, secrets, wanted in [
    ("start", {"rows": 3, "token": "s3cret"}, ["s3cret"], {"event": "start", "rows": 3, "token": "***"}),
    ("end", {"ok": True, "share": 0.5, "why": None}, [], {"event": "end", "ok": True, "share": 0.5, "why": None}),
]:
    line = log_line(event, dict(fields), list(secrets))
    call = f"log_line({event!r}, {fields}, {secrets})"
    assert type(line) is str and "\n" not in line, explain(
        called=call, got=line, wanted="one line of text", look="return the text; print nothing")
    try:
        read = json.loads(line)
    except ValueError:
        read = None
    assert read == wanted and list(map(type, read.values())) == [type(wanted[name]) for name in read], explain(
        called=call, got=line, wanted=f"JSON for {wanted}", look="json.dumps")

# %% role="check" key="log_line_secrets" task="log_line" points=3
# Sealed: fresh secrets under harmless names, inside addresses and error texts, deep down, and with odd characters.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "log_line_secrets")
letters = list("abcdefghijkmnpqrstuvwxyz23456789")
word = lambda n: "".join(rng.choice(letters, size=n))
for case in range(3):
    short, odd = word(8), f'{word(4)}"\\{word(3)}é\n{word(3)}'
    long = short + word(6)
    url = lambda secret: f"postgres://job:{secret}@db.example/claims"
    fields = {"db": url(long), "error": f"refused: {odd} ({word(3)})", "tokens": 5, "password_ok": False, "token": "none",
              "note": short.upper(), "steps": [{"call": [url(short), 7, None]}, long], f"key {short}": {"x": [f"{short}{short}"]}}
    clean = {"event": "try ***", "db": url("***"), "error": fields["error"].replace(odd, "***"), "tokens": 5,
             "password_ok": False, "token": "none", "note": short.upper(), "steps": [{"call": [url("***"), 7, None]}, "***"],
             "key ***": {"x": ["******"]}}
    given = json.loads(json.dumps(fields))
    line = log_line(f"try {short}", given, [short, "", odd, long])
    assert given == fields, explain(
        called="log_line('try …', fields, secrets)", got="fields that are no longer those that were handed in",
        wanted="the caller's dictionary as it was", look="build a new one", misconception="arith.in_place")
    call = "log_line('try …', fields with secrets in seven places, secrets)"
    assert type(line) is str and "\n" not in line, explain(
        called=call, got=kind_of(line), wanted="one line of text", look="json.dumps without indent")
    try:
        read = json.loads(line)
    except ValueError:
        read = None
    assert type(read) is dict, explain(
        called=call, got="text that is no JSON object", wanted="a line that a machine can read",
        look="replace in the values, then json.dumps, not the other way round")
    whole = json.dumps(read, ensure_ascii=False)
    left = json.dumps(long[len(short):])[1:-1]
    assert short not in whole, explain(
        called=call, got="a secret", wanted="*** wherever a secret stands, in keys and texts and at any depth",
        look="look at texts, not at names such as 'token'; walk into lists and dictionaries",
        misconception="sec.secret_logged")
    assert json.dumps(odd, ensure_ascii=False)[1:-1] not in whole, explain(
        called=call, got="a secret with a quotation mark in it", wanted="*** in its place",
        look="JSON escapes characters: replace before, not after", misconception="sec.secret_logged")
    assert left not in whole, explain(
        called=call, got="the end of a secret that begins like another one", wanted="the longer secret goes first",
        look="the order in which you replace", misconception="sec.secret_logged")
    assert read == clean, explain(
        called=call, got="another record than the fields with the secrets masked",
        wanted="everything else as it was, numbers as numbers; no secret, no mask",
        look="a name that sounds secret is no secret, nor is one in other letters, and an empty string stands everywhere",
        misconception="sec.keyword_guard")
### END HIDDEN TESTS

# %% [markdown] role="task" key="run_job"
# ## Task 5 — the job
# Write `run_job(inbox, outbox, as_of, tools)`; both are folders (`Path`). Read all `*.csv` of the inbox in the order of
# their names, without each one's header line, and hand all lines together, without line ends, to
# `tools["check_rows"]`. Good rows become a DataFrame with the columns of `HEADER`, go to `tools["features"](rows, as_of)`
# and that to `tools["risk"]`. Write with `tools["write"](path, chunks)` only: first `quarantine-<as_of>.csv` (header
# `line,reason`), at last `scores-<as_of>.csv` (header `person,risk`, six decimals), lines ending in `\n`. Where nobody can
# be scored, write no scores. Return the summary of the docstring: the same inbox gives the same bytes, always.

# %% [markdown] role="hints" key="run_job"
# 1. Run it twice in your mind, then with one file more. Which line of yours would leave a trace of the first run?
# 2. A folder lists its files in any order: sort. The code follows from two counts: people scored, and lines in
#    quarantine. Nothing about today belongs in a file or the summary.
# 3. `sorted(inbox.glob("*.csv"))` and `read_text().splitlines()[1:]`; `f"{person},{value:.6f}\n"`;
#    `tools["write"]` returns the SHA-256 that the summary asks for.

# %% role="answer" key="run_job" skill="idempotent-job"
def run_job(inbox, outbox, as_of, tools):
    """Score everybody of the year and return a summary.

    tools: "check_rows"(lines), "features"(rows, as_of), "risk"(features) -> array, "write"(path, chunks) -> SHA-256

    The keys of the summary:
    as_of: int
    lines, quarantined, people: int, lines that came in, lines in quarantine, people scored
    sha256: of the scores file, as "write" returns it; None where none was written
    code: int, 2 where nobody was scored, else 1 where a line is in quarantine, else 0
    """
    ### BEGIN SOLUTION
    lines = []
    for path in sorted(inbox.glob("*.csv")):
        lines += path.read_text(encoding="utf-8").splitlines()[1:]
    good, bad = tools["check_rows"](lines)
    tools["write"](
        outbox / f"quarantine-{as_of}.csv", iter(["line,reason\n", *(f"{line},{why}\n" for line, why in bad)])
    )
    table = tools["features"](pd.DataFrame(good, columns=HEADER), as_of)
    digest = None
    if len(table):
        scored = zip(table["person"], tools["risk"](table))
        rows = (f"{person},{value:.6f}\n" for person, value in scored)
        digest = tools["write"](outbox / f"scores-{as_of}.csv", iter(["person,risk\n", *rows]))
    return {
        "as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": len(table), "sha256": digest,
        "code": 2 if not len(table) else int(bool(bad)),
    }
    ### END SOLUTION

# %% role="check" key="run_job_form" task="run_job" points=1
def by_hand(lines):
    """Stand in for check_rows: a line that is no whole number is bad."""
    return ([(int(line), 1976, 1950, 1, 2.0) for line in lines if line.isdigit()],
            [(n, "number") for n, line in enumerate(lines, 1) if not line.isdigit()])


def plain_write(path, chunks):
    """Stand in for write_whole."""
    content = "".join(chunks).encode("utf-8")
    Path(path).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


stand_ins = {"check_rows": by_hand, "write": plain_write, "features": lambda rows, as_of: rows[["person"]],
             "risk": lambda table: table["person"].to_numpy() / 1000}
for text, wanted in [("header\n7\n!\n125\n", "person,risk\n7,0.007000\n125,0.125000\n"), ("header\n31\n", "person,risk\n31,0.031000\n")]:
    with tempfile.TemporaryDirectory() as desk:
        inbox, outbox = Path(desk) / "in", Path(desk) / "out"
        inbox.mkdir(), outbox.mkdir()
        (inbox / "a.csv").write_text(text, encoding="utf-8")
        summary = run_job(inbox, outbox, 1976, dict(stand_ins))
        call = f"run_job(…), with made-up tools and a file {text!r},"
        found = {path.name: path.read_text(encoding="utf-8") for path in sorted(outbox.iterdir())}
    assert type(summary) is dict and set(summary) == {"as_of", "lines", "quarantined", "people", "sha256", "code"}, explain(
        called=call, got=summary, wanted="the six keys of the docstring", look="return the dictionary")
    assert sorted(found) == ["quarantine-1976.csv", "scores-1976.csv"], explain(
        called=call, got=sorted(found), wanted="two files in the outbox", look="both names end in the year")
    assert found["scores-1976.csv"] == wanted, explain(
        called=call, got=repr(found["scores-1976.csv"]), wanted=repr(wanted), look="header, six decimals, line ends")
    assert summary["sha256"] == hashlib.sha256(wanted.encode()).hexdigest(), explain(
        called=call, got=summary, wanted="the SHA-256 that tools['write'] returned for the scores", look="its return value")

# %% role="check" key="run_job_again" task="run_job" points=3
# Sealed: the job runs twice, then once more after a late file, and for another year; file names in any order.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "run_job_again")
stub_check = lambda lines: ([(int(line), 1976, 1950, 1, 2.0) for line in lines if line.isdigit()],
                            [(n, "number") for n, line in enumerate(lines, 1) if not line.isdigit()])


def stub_write(path, chunks):
    content = "".join(chunks).encode("utf-8")
    Path(path).write_bytes(content)
    return hashlib.sha256(content).hexdigest()


tools = {"check_rows": stub_check, "write": stub_write, "features": lambda rows, as_of: rows[["person"]],
         "risk": lambda table: table["person"].to_numpy() / 10**6}
names = [f"{name}.csv" for name in rng.permutation([f"{n:03d}" for n in rng.choice(1000, size=12, replace=False)])]
texts = {name: "head\n" + "".join(f"{'!' if rng.random() < 0.2 else ''}{rng.integers(10**6)}\n" for _ in range(5)) + "\n77\n"
         for name in names}
with tempfile.TemporaryDirectory() as desk:
    inbox, outbox, clean = (Path(desk) / name for name in ("in", "out", "clean"))
    inbox.mkdir(), outbox.mkdir(), clean.mkdir()
    (inbox / "notes.txt").write_text("head\n999\n", encoding="utf-8")
    (inbox / "done").mkdir()
    (inbox / "done" / "000.csv").write_text("head\n888\n", encoding="utf-8")
    for name in names[:-1]:
        (inbox / name).write_text(texts[name], encoding="utf-8")
    read = lambda folder: {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    first = run_job(inbox, outbox, 1976, dict(tools))
    once = read(outbox)
    assert type(first) is dict and set(once) == {"quarantine-1976.csv", "scores-1976.csv"}, explain(
        called="run_job(…), on eleven files,", got=sorted(once), wanted="two files and a summary",
        look="the names of the task")
    expected = [line for name in sorted(names[:-1]) for line in texts[name].splitlines()[1:]]
    wanted = "".join(["person,risk\n", *(f"{line},{int(line) / 10**6:.6f}\n" for line in expected if line.isdigit())])
    assert once["scores-1976.csv"].decode() == wanted and first.get("lines") == len(expected), explain(
        called="run_job(…), on eleven files,", got="scores of other lines, or in another order",
        wanted="the lines of the *.csv in the order of the files' names, without the headers",
        look="a folder lists its files in any order, every file has a header, an empty line is a line, and a folder in the "
             "inbox is not the inbox", misconception="ops.unordered")
    again = run_job(inbox, outbox, 1976, dict(tools))
    assert read(outbox) == once and again == first, explain(
        called="run_job(…) a second time, on the same inbox,", got="other bytes or another summary",
        wanted="the same bytes and the same summary",
        look="what is appended, counted on, or taken from a clock?", misconception="ops.not_idempotent")
    run_job(inbox, outbox, 1977, dict(tools))
    assert {name: text for name, text in read(outbox).items() if "1976" in name} == once, explain(
        called="run_job(…, 1977, …)", got="changed files of 1976", wanted="the files of 1976 as they were",
        look="which names do you write to, and what do you clear away?", misconception="ops.mutable_version")
    (inbox / names[-1]).write_text(texts[names[-1]], encoding="utf-8")
    late, fresh = run_job(inbox, outbox, 1976, dict(tools)), run_job(inbox, clean, 1976, dict(tools))
    both = {name: text for name, text in read(outbox).items() if "1976" in name}
    assert late == fresh and both == read(clean), explain(
        called="run_job(…), after a late file,", got="other files than a first run on the same inbox gives",
        wanted="the same files, whatever ran before", look="the inbox alone decides, never what is in the outbox",
        misconception="ops.not_idempotent")
### END HIDDEN TESTS

# %% role="check" key="run_job_codes" task="run_job" points=3
# Sealed: what the summary says of good days and bad ones, an empty inbox, and the order in which files are written.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "run_job_codes")
stub_check = lambda lines: ([(int(line), 1976, 1950, 1, 2.0) for line in lines if line.isdigit()],
                            [(n, "number") for n, line in enumerate(lines, 1) if not line.isdigit()])
stub_features = lambda rows, as_of: rows.loc[rows["year"] == as_of, ["person"]]
stub_risk = lambda table: table["person"].to_numpy() / 10**6
day = lambda n, marks: "head\n" + "".join(f"{mark}{number}\n" for mark, number in zip(marks, rng.choice(10**6, size=n, replace=False)))
for name, text, as_of, code in [
    ("a good day", day(9, [""] * 9), 1976, 0), ("a day with broken lines", day(9, ["", "!", ""] * 3), 1976, 1),
    ("broken lines only", day(4, ["!"] * 4), 1976, 2), ("a header and no line", "head\n", 1976, 2),
    ("an empty inbox", None, 1976, 2), ("nobody in that year", day(5, ["", "", "", "", "!"]), 1977, 2),
]:
    written = []

    def stub_write(path, chunks):
        content = "".join(chunks).encode("utf-8")
        Path(path).write_bytes(content)
        written.append(Path(path).name)
        return hashlib.sha256(content).hexdigest()

    with tempfile.TemporaryDirectory() as desk:
        inbox, outbox = Path(desk) / "in", Path(desk) / "out"
        inbox.mkdir(), outbox.mkdir()
        scores, quarantine = outbox / f"scores-{as_of}.csv", outbox / f"quarantine-{as_of}.csv"
        scores.write_text("person,risk\n1,0.500000\n", encoding="utf-8")
        if text is not None:
            (inbox / "day.csv").write_text(text, encoding="utf-8")
        summary = run_job(inbox, outbox, as_of, {"check_rows": stub_check, "features": stub_features, "risk": stub_risk,
                                                 "write": stub_write})
        content, held = (path.read_text(encoding="utf-8") if path.exists() else None for path in (scores, quarantine))
    call = f"run_job(…), on {name},"
    lines = (text or "head").splitlines()[1:]
    bad = [number for number, line in enumerate(lines, 1) if line[0] == "!"]
    assert type(summary) is dict and type(summary.get("code")) is int, explain(
        called=call, got=kind_of(summary), wanted="the summary, with a whole number under 'code'", look="the docstring")
    assert summary["code"] == code, explain(
        called=call, got=f"code {summary['code']}", wanted="2 where nobody was scored, 1 where lines were held back, else 0",
        look="whoever starts the job sees the code alone: a bad day must not look good", misconception="ops.exit_code")
    assert held == "".join(["line,reason\n", *(f"{number},number\n" for number in bad)]), explain(
        called=call, got=f"quarantine {held!r}", wanted="the held lines with number and reason, or the header alone",
        look="write the quarantine on every run, also on a good day", misconception="ops.silent_skip")
    if code == 2:
        assert content == "person,risk\n1,0.500000\n" and summary.get("sha256", "") is None, explain(
            called=call, got="an overwritten list of scores, or a fingerprint of none",
            wanted="the scores file of before, and None under sha256",
            look="an empty list looks like a healthy plan", misconception="ops.exit_code")
    else:
        assert written and written[-1].startswith("scores") and content is not None, explain(
            called=call, got=f"files in the order {written}", wanted="the scores last: who finds them finds a finished job",
            look="the order of the two writes", misconception="ops.partial_file")
        assert summary["sha256"] == hashlib.sha256(content.encode()).hexdigest(), explain(
            called=call, got=f"sha256 {summary['sha256']}", wanted="that of the scores file's content",
            look="what did tools['write'] return for the scores?", misconception="ops.hash_path")
    counts = {"as_of": as_of, "lines": len(lines), "quarantined": len(bad), "people": 0 if code == 2 else len(lines) - len(bad)}
    assert {key: summary.get(key) for key in counts} == counts, explain(
        called=call, got=str({key: summary.get(key) for key in counts}), wanted="the counts of that day",
        look="lines are all that came in, good and bad, without headers; people are those in the scores",
        misconception="ops.silent_skip")
### END HIDDEN TESTS

# %% key="save"
tools = {"check_rows": check_rows, "features": features, "risk": risk, "write": write_whole}
with tempfile.TemporaryDirectory() as desk:
    inbox, outbox = Path(desk) / "in", Path(desk) / "out"
    inbox.mkdir(), outbox.mkdir()
    for year, rows in YEARS.groupby("year"):
        (inbox / f"claims-{year}.csv").write_text(rows.to_csv(index=False, lineterminator="\n"), encoding="utf-8")
    (inbox / "claims-1977-late.csv").write_text(",".join(HEADER) + "\n125024,1977,1933,0,0.0\n,1977,,?,\n", encoding="utf-8")
    runs = [run_job(inbox, outbox, 1977, tools) for _ in range(2)]
    scores = pd.read_csv(outbox / "scores-1977.csv")
truth = YEARS[YEARS["year"] == 1978].set_index("person")["cost"]
known = scores[scores["person"].isin(truth.index)].nlargest(100, "risk")
result = {**runs[0], "same_twice": runs[0] == runs[1], "mean_risk": round(float(scores["risk"].mean()), 6),
          "cost_next_year_top_100": round(float(truth[known["person"]].mean()), 2), "cost_next_year_all": round(float(truth.mean()), 2)}
Path("batch-job-report.json").write_text(json.dumps(result, indent=2, allow_nan=False) + "\n", encoding="utf-8")
print(log_line("done", result, ["no secret here"]))

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the plan's operations team: the problem, your approach, the impact: what may now go wrong at
# night without harm, and how they see it in the morning. Then one limit: the repeated line of a person and year is held
# back, and the first one counts. When is that the wrong one?
# === BEGIN ANSWER ===
# (With SEED = 2026; the list does not depend on it.)
#
# *Problem.* The list of members at risk is made at night. A job that crashes, runs twice or meets a late file must not
# leave a half or doubled list, because nobody reads it twice.
#
# *Approach.* Features know only what was known as of the year that is asked. Every line is scored or held back with its
# reason. A file is written beside the old one and takes its place whole; the scores come last. The inbox alone decides
# what is written.
#
# *Impact.* For 1977 the job read 20,192 lines, scored 5,548 people and held 2 lines back; run twice, it left the same
# bytes. The hundred at the top cost 1,392 dollars each in the next year, against 194 on average. In the morning the exit
# code says 0, 1 (see the quarantine) or 2 (no list; the old one stays), and the log holds the counts and no password.
#
# *Limit.* A repeated line is held back and the first one counts. Where the second line is a correction, the wrong one
# was used; the files would need a version or a date of their own, and the job a rule for them.
# === END ANSWER ===
