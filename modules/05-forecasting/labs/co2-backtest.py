# ---
# title: CO2 backtest
# minutes: 50
# problem: Forecast the next twelve months of CO2, with a band, and show that the forecast earned its place.
# artefact: co2-forecast.json
# ---
# %% [markdown] key="intro"
# # CO2 backtest
# A greenhouse operator plans twelve months ahead and needs the outdoor CO2 of each month, with a band that holds nine
# times in ten. You have 526 monthly means from Mauna Loa, five of them empty. You will fill, forecast by simple rules
# and a model, judge them from twenty origins, and ship the winner.

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
YEAR, HORIZON, FOLDS, ALPHA = 12, 12, 20, 0.1
WEEKLY = load_data("co2")
WEEKLY.index = pd.to_datetime(WEEKLY["date"].astype(str), format="%Y%m%d")
MONTHLY = WEEKLY["co2"].resample("MS").mean()
Y = MONTHLY.to_numpy()  # parts per million, from March 1958; NaN where a month is empty


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


def holt_winters(history, h, a=0.4, b=0.02, c=0.2):
    """The model to be judged: level, slope and season, each moved a little by every month (fixed weights)."""
    level, slope = history[:12].mean(), (history[12:24].mean() - history[:12].mean()) / 12
    season = list(history[:12] - level - slope * (np.arange(12) - 5.5))
    for t, value in enumerate(history):
        before, s = level, season[t % 12]
        level = a * (value - s) + (1 - a) * (level + slope)
        slope = b * (level - before) + (1 - b) * slope
        season[t % 12] = c * (value - level) + (1 - c) * s
    return np.array([level + (i + 1) * slope + season[(len(history) + i) % 12] for i in range(h)])


def draw_series(rng, n):
    """A made-up monthly series for the checks: slope, season and noise."""
    return 300 + 0.12 * np.arange(n) + rng.normal(0, 3, 12)[np.arange(n) % 12] + rng.normal(0, 0.4, n)


print(f"{len(Y)} months, {np.isnan(Y).sum()} empty: {', '.join(MONTHLY.index[MONTHLY.isna()].strftime('%b %Y'))}")

# %% [markdown] role="task" key="fill"
# ## Task 1 — fill from the past
# Write `fill(y)`. `y` is a NumPy array of monthly floats with NaN where a month is empty; the first month is never empty.
# Return a *new* array without gaps, and leave `y` as it is. Go from old to new; a filled month counts as known for those after it. At
# position t of 13 or more, put y[t-12] + y[t-1] - y[t-13]: last year's value, plus what last month had risen in a
# year. At earlier positions repeat the month before. Months that are not empty stay. Example: 300, 301, NaN becomes
# 300, 301, 301.

# %% [markdown] role="hints" key="fill"
# 1. A line across the gap knows its right end. Which values are known at the end of the empty month?
# 2. One loop over the positions from left to right, over a copy, reading what has been filled already.
# 3. `filled = y.copy()`; `for t in np.flatnonzero(np.isnan(y))`: two cases, by `t >= 13`.

# %% role="answer" key="fill" skill="causal-fill"
def fill(y):
    """Return a copy of y in which every gap is filled from earlier months."""
    ### BEGIN SOLUTION
    filled = y.copy()
    for t in np.flatnonzero(np.isnan(y)):
        filled[t] = filled[t - 12] + filled[t - 1] - filled[t - 13] if t >= 13 else filled[t - 1]
    return filled
    ### END SOLUTION

# %% role="check" key="fill_example" task="fill" points=1
line = 300 + 0.5 * np.arange(30)
for gap, value in [(14, 307.0), (20, 310.0), (2, 300.5)]:
    broken = np.where(np.arange(30) == gap, np.nan, line)
    made = fill(broken.copy())
    call = f"fill(a straight line of 30 months, position {gap} empty)"
    assert type(made) is np.ndarray and made.shape == (30,), explain(
        called=call, got=kind_of(made), wanted="an array as long as y", look="return the filled copy")
    assert not np.isnan(made).any(), explain(
        called=call, got="an array with a gap", wanted="no gap", look="np.isnan finds them; NaN == NaN is false")
    assert gap == 2 or abs(made[gap] - value) < 1e-9, explain(
        called=call, got=made[gap], wanted="y[t-12] + y[t-1] - y[t-13]", look="the rule of the task")
    assert np.array_equal(np.delete(made, gap), np.delete(line, gap)), explain(
        called=call, got="other months that changed", wanted="months that are not empty stay", look="write to gaps only")

# %% role="check" key="fill_sealed" task="fill" points=3
# Sealed: fresh series with runs of gaps, and another future.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "fill_sealed")
for run in ([5], [40, 41, 42], [1, 2, 70], [13, 14, 60], [12], [11, 12, 13]):
    y = draw_series(rng, 90)
    y[run] = np.nan
    given = y.copy()
    made = fill(given)
    call = f"fill(a fresh series with gaps at {run})"
    assert type(made) is np.ndarray and made.shape == y.shape and not np.isnan(made).any(), explain(
        called=call, got=kind_of(made), wanted="an array without gaps", look="return the filled copy")
    assert np.array_equal(given, y, equal_nan=True), explain(
        called=call, got="a changed y", wanted="y as it was", look="work on a copy", misconception="arith.in_place")
    later = y.copy()
    later[run[-1] + 1:] += 25
    moved = fill(later)
    assert np.allclose(moved[:run[-1] + 1], made[:run[-1] + 1]), explain(
        called=call + " after all later months were raised", got="other filled months",
        wanted="fills that do not know the future", look="does a later month reach the gap?", misconception="leak.time")
    right = y.copy()
    for t in run:
        right[t] = right[t - 12] + right[t - 1] - right[t - 13] if t >= 13 else right[t - 1]
    assert np.allclose(made, right), explain(
        called=call, got=[round(float(made[t]), 2) for t in run], wanted="the rule of the task at every gap, old ones first",
        look="positions below 13, and a gap that follows a gap")
### END HIDDEN TESTS

# %% [markdown] role="task" key="baselines"
# ## Task 2 — three simple rules
# Write `baselines(history, h)`. `history` is a NumPy array of n monthly floats without gaps, n at least 24, and `h` how many months
# to forecast; it may exceed 12. Return a dict of three NumPy arrays of length h, step 1 first. `snaive`: the value of
# the same month in the last 12 known months. `drift`: the last value, plus the step number times (last - first) /
# (n - 1). `grow`: `snaive` plus g in the first 12 steps, 2g in the next 12, and so on, where g is the mean of the
# last 12 months minus the mean of the 12 before.

# %% [markdown] role="hints" key="baselines"
# 1. What does step 13 repeat? For it, last year's January is forecast already.
# 2. Step i (from 0) repeats position i % 12 of the last twelve months; it is i // 12 years further on than step 0.
# 3. `steps = np.arange(h)`; `snaive = history[-12:][steps % 12]`; the drift uses `steps + 1`, grow `steps // 12 + 1`.

# %% role="answer" key="baselines" skill="baselines"
def baselines(history, h):
    """Return {"snaive", "drift", "grow"}: each the next h months by one rule."""
    ### BEGIN SOLUTION
    steps = np.arange(h)
    snaive = history[-12:][steps % 12]
    growth = history[-12:].mean() - history[-24:-12].mean()
    return {
        "snaive": snaive,
        "drift": history[-1] + (steps + 1) * (history[-1] - history[0]) / (len(history) - 1),
        "grow": snaive + growth * (steps // 12 + 1),
    }
    ### END SOLUTION

# %% role="check" key="baselines_shape" task="baselines" points=1
for start in (300.0, 340.0):
    wave = start + 3 * np.sin(np.arange(36) * np.pi / 6)  # the same year three times
    made = baselines(wave.copy(), 12)
    call = f"baselines(the same year three times, around {start:.0f}, 12)"
    assert type(made) is dict and set(made) == {"snaive", "drift", "grow"}, explain(
        called=call, got=made if type(made) is dict else kind_of(made), wanted="a dict with three keys", look="the task")
    assert all(type(a) is np.ndarray and a.shape == (12,) for a in made.values()), explain(
        called=call, got={name: kind_of(a) for name, a in made.items()}, wanted="three arrays of length h",
        look="one value per step")
    for name in ("snaive", "grow"):
        assert np.allclose(made[name], wave[:12]), explain(
            called=call, got=f"{name} {np.round(made[name][:4], 1)}…", wanted="the year that has always come, in order",
            look="step 1 repeats the oldest of the last twelve months")

# %% role="check" key="baselines_sealed" task="baselines" points=3
# Sealed: fresh histories of many lengths, horizons beyond a year.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "baselines_sealed")
for n, h in [(24, 5), (61, 12), (47, 30), (90, 26)]:
    y = draw_series(rng, n)
    given = y.copy()
    made = baselines(given, h)
    call = f"baselines({n} fresh months, {h})"
    assert type(made) is dict and set(made) == {"snaive", "drift", "grow"}, explain(
        called=call, got=kind_of(made), wanted="a dict with three keys", look="the task")
    assert np.array_equal(given, y), explain(
        called=call, got="a changed history", wanted="the history as it was", look="work on a copy",
        misconception="arith.in_place")
    assert all(type(a) is np.ndarray and a.shape == (h,) for a in made.values()), explain(
        called=call, got={name: kind_of(a) for name, a in made.items()}, wanted="arrays of length h, also beyond a year",
        look="what does step 13 repeat?", misconception="time.season_index")
    season = np.array([y[n - 12 + i % 12] for i in range(h)])
    assert np.allclose(made["snaive"], season), explain(
        called=call, got=f"snaive {np.round(made['snaive'][:4], 2)}…", wanted="the same month of the last known year",
        look="step i repeats position i % 12 of the last twelve months", misconception="time.season_index")
    slope = (y[-1] - y[0]) / (n - 1)
    assert not np.allclose(made["drift"], y[-1] + np.arange(h) * slope), explain(
        called=call, got="a drift whose first step stands still", wanted="step 1 one step after the last month",
        look="do your steps start at 0?", misconception="count.boundary")
    assert np.allclose(made["drift"], y[-1] + np.arange(1, h + 1) * slope), explain(
        called=call, got=f"drift {np.round(made['drift'][:4], 3)}…", wanted="the mean step, from the first to the last month",
        look="n months have n - 1 steps between them", misconception="count.boundary")
    growth = y[-12:].mean() - y[-24:-12].mean()
    assert np.allclose(made["grow"], season + growth * (1 + np.arange(h) // 12)), explain(
        called=call, got=f"grow {np.round(made['grow'][-4:], 2)} at its end", wanted="one g more for each further year",
        look="steps // 12 + 1", misconception="time.season_index")
### END HIDDEN TESTS

# %% [markdown] role="task" key="scaled_error"
# ## Task 3 — an error without a unit
# Write `scaled_error(history, actual, predicted)`: the mean absolute error of `predicted` against `actual`, divided by
# the mean absolute difference between each month of `history` and the month 12 positions before it. All three are NumPy
# arrays; `actual` and `predicted` have the same length, `history` more than 12 months. Return a float. This is the
# seasonal MASE: below 1 beats what repeating last year has usually cost. Example: if history always rises by 2 a year
# and you miss by 1, it is 0.5.

# %% [markdown] role="hints" key="scaled_error"
# 1. Two means of absolute differences. Which of them may touch the months that are judged?
# 2. The scale looks at the history alone, each month beside the same month of the year before.
# 3. `np.mean(np.abs(history[12:] - history[:-12]))` stands below the line.

# %% role="answer" key="scaled_error" skill="scaled-error"
def scaled_error(history, actual, predicted):
    """Return the seasonal MASE of a forecast: its error in units of the history's yearly change."""
    ### BEGIN SOLUTION
    return float(np.mean(np.abs(actual - predicted)) / np.mean(np.abs(history[12:] - history[:-12])))
    ### END SOLUTION

# %% role="check" key="scaled_error_example" task="scaled_error" points=1
ramp = np.repeat([300.0, 302.0, 304.0, 306.0], 12)  # every month 2 above its year before
for miss, answer in [(1.0, 0.5), (3.0, 1.5)]:
    made = scaled_error(ramp[:36].copy(), ramp[36:].copy(), ramp[36:] - miss)
    call = f"scaled_error(three years that rise by 2 a year, the fourth, the fourth minus {miss})"
    assert type(made) in FLOATS, explain(called=call, got=kind_of(made), wanted="a float", look="float(…) of one quotient")
    assert abs(made - answer) < 1e-9, explain(
        called=call, got=made, wanted="the miss in units of the yearly rise", look="mean error / mean yearly difference")

# %% role="check" key="scaled_error_sealed" task="scaled_error" points=2
# Sealed: fresh series, with a test year that is unlike the history.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "scaled_error_sealed")
for n, h in [(40, 12), (75, 6), (110, 12)]:
    y = draw_series(rng, n + h) - 0.24 * np.minimum(np.arange(n + h), n // 2)  # falls in its first half, then rises
    history, actual = y[:n], y[n:] + 15
    predicted = actual + rng.normal(0, 2, h) + 1
    made = scaled_error(history.copy(), actual.copy(), predicted.copy())
    call = f"scaled_error({n} fresh months, {h} months after a jump, a forecast)"
    assert type(made) in FLOATS, explain(called=call, got=kind_of(made), wanted="a float", look="float(…)")
    off = np.mean(np.abs(actual - predicted))
    excused = off / np.mean(np.abs(actual - history[-12:][:h]))
    assert not np.isclose(made, excused), explain(
        called=call, got=f"{made:.3f}, scaled by the months that are judged", wanted="a scale from the history alone",
        look="a hard year may not excuse the forecast", misconception="time.test_scale")
    stepwise = off / np.mean(np.abs(np.diff(history)))
    assert not np.isclose(made, stepwise), explain(
        called=call, got=f"{made:.3f}, scaled by steps from month to month", wanted="differences to the year before",
        look="history[12:] - history[:-12]", misconception="time.season_index")
    signed = off / abs(np.mean(history[12:] - history[:-12]))
    assert not np.isclose(made, signed), explain(
        called=call, got=f"{made:.3f}, scaled by a mean in which falls and rises cancel out",
        wanted="the mean *absolute* difference to the year before", look="np.abs first, the mean last",
        misconception="metric.wrong_scale")
    assert np.isclose(made, off / np.mean(np.abs(history[12:] - history[:-12]))), explain(
        called=call, got=f"{made:.3f}", wanted="mean absolute error / mean absolute yearly difference of the history",
        look="absolute values, not squares; the mean last", misconception="metric.wrong_scale")
### END HIDDEN TESTS

# %% [markdown] role="task" key="backtest"
# ## Task 4 — as if it were then
# Write `backtest(y, h, folds, forecast, score)`. `y` holds n months without gaps. Fold k of 0 … folds - 1 starts at
# position n - h × (folds - k), so the last fold ends with `y`. For each fold hand `forecast(history, h)` a copy of the months
# *before* its start, and compare what it returns with the h months from the start on. Return a list of dicts, oldest
# fold first: `start` (int), `errors` (array of length h: actual minus predicted) and `score` (what
# `score(history, actual, predicted)` says).

# %% [markdown] role="hints" key="backtest"
# 1. Draw n = 10, h = 2, folds = 3 on paper: where does each fold start, and what does it know?
# 2. One loop over the folds; the history is cut anew in each, and it ends just before the start.
# 3. `start = len(y) - h * (folds - k)`; `y[:start].copy()` is the history, `y[start:start + h]` the truth.

# %% role="answer" key="backtest" skill="backtest"
def backtest(y, h, folds, forecast, score):
    """Return one {"start", "errors", "score"} per fold, oldest first; each fold sees its past only."""
    ### BEGIN SOLUTION
    results = []
    for k in range(folds):
        start = len(y) - h * (folds - k)
        history, actual = y[:start].copy(), y[start:start + h]
        predicted = forecast(history, h)
        results.append({"start": start, "errors": actual - predicted, "score": score(history, actual, predicted)})
    return results
    ### END SOLUTION

# %% role="check" key="backtest_shape" task="backtest" points=1
steady = np.full(60, 310.0)
steady[-12:] += np.arange(12)
made = backtest(steady.copy(), 6, 4, lambda history, h: np.full(h, 310.0), lambda history, actual, predicted: 0.25)
call = "backtest(sixty months, 6, 4, a forecast of 310 for every month, a score of 0.25 for every fold)"
assert type(made) is list and len(made) == 4, explain(
    called=call, got=f"{kind_of(made)} of length {len(made)}" if hasattr(made, "__len__") else kind_of(made),
    wanted="a list with one dict per fold", look="append in the loop, return after it")
assert all(type(fold) is dict and set(fold) == {"start", "errors", "score"} for fold in made), explain(
    called=call, got=made[0], wanted="three keys in each dict", look="the task's names")
assert all(type(fold["start"]) in (int, np.int64) for fold in made), explain(
    called=call, got=[kind_of(fold["start"]) for fold in made], wanted="whole-number starts", look="int arithmetic")
assert all(np.shape(fold["errors"]) == (6,) and fold["score"] == 0.25 for fold in made), explain(
    called=call, got=made[0], wanted="six errors, and the score as the tool gives it", look="actual - predicted")
total = float(sum(np.sum(fold["errors"]) for fold in made))
assert abs(total - 66) < 1e-9, explain(
    called=call, got=f"errors that sum to {total}", wanted="actual minus predicted, every month of the last four folds once",
    look="the sign, and where the folds lie")

# %% role="check" key="backtest_sealed" task="backtest" points=3
# Sealed: what each fold was given, and whether another future moves an earlier fold.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "backtest_sealed")
for n, h, folds in [(70, 6, 4), (83, 12, 3), (50, 5, 5)]:
    y = draw_series(rng, n)
    given, judged = [], []

    def forecast(history, h):
        given.append(np.array(history))
        return np.full(h, np.mean(history[-3:]))

    def score(history, actual, predicted):
        judged.append((np.array(history), np.array(actual), np.array(predicted)))
        return float(np.sum(history) / 1000 + np.sum(np.abs(actual - predicted)) + actual[0])

    made = backtest(y.copy(), h, folds, forecast, score)
    call = f"backtest({n} fresh months, {h}, {folds}, forecast, score), with tools that remember what they saw,"
    assert type(made) is list and len(made) == folds and all(type(fold) is dict for fold in made), explain(
        called=call, got=kind_of(made), wanted="a list with one dict per fold", look="the shape of the answer")
    starts = [n - h * (folds - k) for k in range(folds)]
    found = [int(fold["start"]) for fold in made]
    assert found == starts or found != starts[::-1], explain(
        called=call, got=f"starts {found}", wanted="the oldest fold first", look="in which direction does k run?",
        misconception="metric.wrong_order")
    assert found == starts, explain(
        called=call, got=f"starts {found}", wanted="folds side by side, the last one ending with y",
        look="n - h × (folds - k)", misconception="count.boundary")
    lengths = [len(history) for history in given]
    assert len(lengths) == folds and len(set(lengths)) == folds, explain(
        called=call, got=f"histories of {lengths} months", wanted="a history of its own for every fold",
        look="cut the history inside the loop, once for each fold",
        misconception="leak.time" if n in lengths else "time.single_origin")
    assert sorted(lengths) == starts, explain(
        called=call, got=f"histories of {lengths} months for starts {starts}",
        wanted="a history that ends before the first month to be forecast", look="y[:start], and no month more",
        misconception="time.overlap" if max(lengths) > starts[-1] else "leak.time")
    for start, history, fold in zip(starts, sorted(given, key=len), made):
        actual, predicted = y[start:start + h], np.mean(y[start - 3:start])
        assert np.array_equal(history, y[:start]), explain(
            called=call, got="a history of other months", wanted="the months before the start", look="y[:start]",
            misconception="leak.time")
        assert np.allclose(fold["errors"], actual - predicted), explain(
            called=call, got="other errors", wanted="actual minus predicted, month by month", look="y[start:start + h]",
            misconception="time.overlap")
        want = np.sum(y[:start]) / 1000 + np.sum(np.abs(actual - predicted)) + actual[0]
        assert np.isclose(fold["score"], want), explain(
            called=call, got="a score that was given other months, or in another order",
            wanted="each fold scored with its own history",
            look="score(history, actual, predicted): three arrays in this order, the history cut at the start there, too",
            misconception="time.global_scale")
    whole = y.copy()
    backtest(whole, h, folds, lambda history, h: np.multiply(history, 0, out=history)[-1] + np.zeros(h), lambda *_: 0.5)
    assert np.array_equal(whole, y), explain(
        called=call, got="a y that a rule could write into", wanted="a copy of the months before the start for every fold",
        look="y[:start] is a view of y; .copy() makes it the rule's own", misconception="arith.in_place")
    later = y.copy()
    later[starts[1]:] += 40
    again = backtest(later, h, folds, forecast, score)
    assert np.allclose(again[0]["errors"], made[0]["errors"]), explain(
        called=call + " after everything past the first fold was raised", got="other errors in the first fold",
        wanted="a first fold that knows nothing of it", look="does anything of later months reach it?",
        misconception="leak.time")
### END HIDDEN TESTS

# %% [markdown] role="task" key="plan"
# ## Task 5 — ship the winner, with a band
# Write `plan(y, h, rules, results, alpha)`. `rules` maps a name to a function `forecast(history, h)`, `results` the same
# names to lists as in Task 4. Return a dict of plain types: `table` (name → mean score over the folds), `rule` (the name
# with the lowest mean; the first of `rules` in a tie), `mid` (its forecast of the h months after `y`), `low` and `high`
# (mid minus and plus a half width *per step*), lists of floats. The half width of a step is the k-th smallest absolute
# error of that rule at that step over the folds, k = (folds + 1)(1 - alpha) rounded up; raise `ValueError` if k is larger
# than the number of folds.

# %% [markdown] role="hints" key="plan"
# 1. Three questions in turn: who wins, what does it say now, how far was it off at each step?
# 2. Stack the winner's errors into a table of folds by steps, and sort each column.
# 3. `np.sort(np.abs([fold["errors"] for fold in results[rule]]), axis=0)[k - 1]` is the half width.

# %% role="answer" key="plan" skill="forecast-band"
def plan(y, h, rules, results, alpha):
    """Return {"table", "rule", "mid", "low", "high"}: the winning rule's forecast and its band."""
    ### BEGIN SOLUTION
    table = {name: float(np.mean([fold["score"] for fold in results[name]])) for name in rules}
    rule = min(table, key=table.get)
    errors = np.sort(np.abs([fold["errors"] for fold in results[rule]]), axis=0)
    k = math.ceil((len(errors) + 1) * (1 - alpha))
    if k > len(errors):
        raise ValueError(f"{len(errors)} folds cannot promise {1 - alpha:.0%}")
    mid, half = np.asarray(rules[rule](y, h)), errors[k - 1]
    return {"table": table, "rule": rule, "mid": mid.tolist(),
            "low": (mid - half).tolist(), "high": (mid + half).tolist()}
    ### END SOLUTION

# %% role="check" key="plan_contract" task="plan" points=1
flat = {"low bid": lambda history, h: np.full(h, 5.0), "high bid": lambda history, h: np.full(h, 9.0)}
ones = {name: [{"start": 0, "errors": np.ones(3), "score": s} for s in (0.5, 0.7)] for name, s in zip(flat, (1, 2))}
ones["high bid"] = [{**fold, "score": 2.0} for fold in ones["high bid"]]
for winner, level in [("low bid", 5.0), ("high bid", 9.0)]:
    shown = dict(ones) if winner == "low bid" else {"low bid": ones["high bid"], "high bid": ones["low bid"]}
    made = plan(np.arange(30.0), 3, flat, shown, 0.5)
    call = f"plan(thirty months, 3, two rules, results in which the {winner} misses by less, 0.5)"
    assert type(made) is dict and set(made) == {"table", "rule", "mid", "low", "high"}, explain(
        called=call, got=list(made) if type(made) is dict else kind_of(made), wanted="five keys", look="the docstring")
    for name in ("mid", "low", "high"):
        fine = type(made[name]) is list and len(made[name]) == 3 and all(type(v) in FLOATS for v in made[name])
        assert fine, explain(called=call, got=f"{name}: {kind_of(made[name])}", wanted="a list of three floats",
                             look="array.tolist()")
    assert made["rule"] == winner, explain(
        called=call, got=made["rule"], wanted="the rule with the lowest mean score", look="min or max?",
        misconception="metric.wrong_order")
    assert made["mid"] == [level] * 3 and made["low"] == [level - 1] * 3 and made["high"] == [level + 1] * 3, explain(
        called=call, got=f"mid {made['mid']}, low {made['low']}", wanted="the winner's forecast, plus and minus its error",
        look="mid - half and mid + half")

# %% role="check" key="plan_sealed" task="plan" points=3
# Sealed: fresh errors that grow with the step, the months that the winner is given, and too few folds.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "plan_sealed")
for folds, alpha, h in [(20, 0.1, 6), (11, 0.2, 4), (13, 0.25, 12)]:
    y = draw_series(rng, 60)
    given = []

    def remember(history, h):
        given.append(np.array(history))
        return history[-1] + np.arange(1.0, h + 1)

    rules = {"tired": lambda history, h: np.zeros(h), "keen": remember, "a twin": lambda history, h: np.ones(h)}
    errors = rng.permuted(np.outer(np.arange(1.0, folds + 1), np.arange(1.0, h + 1)), axis=0)
    errors *= np.where(rng.random(errors.shape) < 0.7, -1, 1)  # mostly below the forecast
    scores = {"tired": np.full(folds, 1.5), "keen": np.full(folds, 0.75), "a twin": np.full(folds, 0.75)}
    scores["tired"][-1] = 0.1  # lucky once: the last fold is one fold
    results = {name: [{"start": 0, "errors": errors[k].copy() if name == "keen" else np.ones(h), "score": scores[name][k]}
                      for k in range(folds)] for name in ("a twin", "tired", "keen")}
    made = plan(y.copy(), h, rules, results, alpha)
    call = f"plan(y, {h}, three rules, results of {folds} fresh folds, {alpha})"
    assert type(made) is dict and set(made) == {"table", "rule", "mid", "low", "high"}, explain(
        called=call, got=kind_of(made), wanted="five keys", look="the docstring")
    assert type(made["table"]) is dict and set(made["table"]) == set(rules) and all(
        np.isclose(made["table"][name], np.mean(s)) for name, s in scores.items()), explain(
        called=call, got=made["table"], wanted="the mean score of every rule over all folds", look="np.mean over the folds",
        misconception="time.single_origin")
    assert made["rule"] == "keen", explain(
        called=call, got=made["rule"], wanted="the lowest mean, the first of `rules` in a tie", look="min over the table",
        misconception="metric.ties")
    assert given and np.array_equal(given[-1], y), explain(
        called=call, got="a forecast from a shortened history", wanted="the months after the *last* month of y",
        look="which history do you hand to the winner?", misconception="time.stale_history")
    mid = y[-1] + np.arange(1.0, h + 1)
    assert np.allclose(made["mid"], mid), explain(
        called=call, got="other middles", wanted="the winner's forecast", look="rules[rule](y, h)")
    width = np.asarray(made["high"]) - mid
    assert np.allclose(mid - np.asarray(made["low"]), width), explain(
        called=call, got="sides of unequal width", wanted="the same half width below and above",
        look="absolute errors have no sign", misconception="interval.wrong_tails")
    assert not np.allclose(width, width[0]), explain(
        called=call, got="one width for all steps", wanted="a half width for each step, from the errors at that step",
        look="along which axis do you sort?", misconception="time.pooled_steps")
    k = math.ceil((folds + 1) * (1 - alpha))
    assert np.allclose(width, k * np.arange(1.0, h + 1)), explain(
        called=call, got=f"half widths {np.round(width[:3], 2)}…", wanted="the k-th smallest absolute error of each step",
        look="(folds + 1)(1 - alpha), rounded up; nothing is interpolated", misconception="count.rounding")
try:
    plan(np.arange(30.0), 3, {"one": lambda history, h: np.zeros(h)},
         {"one": [{"start": 0, "errors": np.ones(3), "score": 1.0}] * 4}, 0.1)
    refused = False
except ValueError:
    refused = True
assert refused, explain(
    called="plan(…) with four folds and alpha 0.1", got="a band", wanted="a ValueError: four folds cannot promise so much",
    look="what if k is larger than the number of folds?", misconception="count.rounding")
### END HIDDEN TESTS

# %% key="save"
y = fill(Y)
rules = {name: lambda history, h, name=name: baselines(history, h)[name] for name in ("snaive", "drift", "grow")}
rules["holt_winters"] = holt_winters
results = {name: backtest(y, HORIZON, FOLDS, rule, scaled_error) for name, rule in rules.items()}
forecast = plan(y, HORIZON, rules, results, ALPHA)
Path("co2-forecast.json").write_text(json.dumps(forecast, indent=2) + "\n", encoding="utf-8")
pd.DataFrame(forecast["table"], index=["mean MASE over twenty years"]).T.round(2)

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the operator: the problem, your approach, the impact, with the error of your winner beside
# those of the simple rules. Then one limit: what would have to happen in the air for your band to break, and how would
# you notice within three months?
# === BEGIN ANSWER ===
# *Problem.* The greenhouse buys CO2 a year ahead and needs the outdoor level of each month, with a band that it can plan
# on.
#
# *Approach.* Five empty months were filled from the past alone. Four forecasts, three of them without any fitting, were
# judged from twenty origins, each of which knew only the months before it. Errors were divided by what repeating last
# year had cost within the history.
#
# *Impact.* Holt-Winters wins with a MASE of 0.36, before repeating last year plus last year's growth with 0.52. Repeating
# last year misses by 1.30 of its own historical error, because growth has become faster; drift has no season: 1.71. The band is the 19th smallest
# of twenty absolute errors, step by step.
#
# *Limit.* Twenty folds are twenty years that resemble each other. A strong El Niño or a break in emissions makes errors
# of one sign, month after month; three months outside the band, or six errors in a row on one side, are the alarm. I
# backtest again each year, and the winner has to win again.
# === END ANSWER ===
