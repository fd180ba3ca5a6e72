# ---
# title: Arrays that do not lie
# minutes: 45
# problem: Prepare images and sensor series so that no number is wrapped, shifted, lost or drawn anew by accident.
# artefact: arrays-that-do-not-lie-report.json
# ---
# %% [markdown] key="intro"
# # Arrays that do not lie
# A lab scans photographs and reads sensors: CO2 at Mauna Loa with gaps of up to 18 weeks, sea temperature off Peru in
# a table that is wide where it should be long. Arrays compute without complaint even when the answer is nonsense. You
# will write five small functions that others can trust.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd
from matplotlib.cbook import get_sample_data
from PIL import Image

FLOATS = (float, np.float64)
MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"]
PHOTO = np.asarray(Image.open(get_sample_data("grace_hopper.jpg", asfileobj=False)).convert("L"))  # uint8, 600 x 512
CO2 = load_data("co2")["co2"].to_numpy()  # weekly, parts per million, NaN where nothing was measured
ELNINO = load_data("elnino")  # one row per year, one column per month, degrees Celsius


def kind_of(value):
    """Name a value's type, and its dtype and shape where it is an array or a table."""
    if type(value) is np.ndarray:
        return f"a {value.dtype} array of shape {value.shape}"
    return f"a DataFrame with {list(value.columns)}" if type(value) is pd.DataFrame else f"a {type(value).__name__}"


print(kind_of(PHOTO), "|", np.isnan(CO2).sum(), "weeks missing |", ELNINO.shape)

# %% [markdown] role="task" key="normalise"
# ## Task 1 — grey levels that do not wrap
# Write `normalise(img, low, high)`: a new float64 array in which level `low` is 0.0, level `high` is 1.0, those between lie on a straight line,
# and what is darker or lighter is cut off at 0 or 1. `img` is an array of integers of any width or of floats, `low <
# high` are plain numbers. The caller keeps `img` as it was.

# %% [markdown] role="hints" key="normalise"
# 1. Try `np.array([10], dtype=np.uint8) - 50`. Which number comes back, and what does it look like in a photograph?
# 2. Leave the small integer type before you subtract, and work on a copy: `img -= low` writes into the caller's array.
# 3. `np.clip((img.astype(np.float64) - low) / (high - low), 0, 1)`.

# %% role="answer" key="normalise" skill="array-safety"
def normalise(img, low, high):
    """Return a float64 array: low -> 0, high -> 1, a straight line between, cut off outside."""
    ### BEGIN SOLUTION
    return np.clip((img.astype(np.float64) - low) / (high - low), 0.0, 1.0)
    ### END SOLUTION

# %% role="check" key="normalise_shape" task="normalise" points=1
out = normalise(PHOTO.copy(), int(PHOTO.min()), int(PHOTO.max()))
assert type(out) is np.ndarray and out.dtype == np.float64 and out.shape == PHOTO.shape, explain(
    called="normalise(PHOTO, its minimum, its maximum)", got=kind_of(out),
    wanted="a float64 array of the photograph's shape", look="astype(np.float64)")
assert out.min() == 0 and out.max() == 1 and 0.1 < out.mean() < 0.9, explain(
    called="normalise(PHOTO, its minimum, its maximum)", got=f"levels from {out.min()} to {out.max()}",
    wanted="0 for the darkest level, 1 for the lightest", look="(level - low) / (high - low)")

# %% role="check" key="normalise_levels" task="normalise" points=2
# Sealed: fresh images of several integer types, with levels below `low` and above `high`.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "normalise_levels")
for dtype, low, high in [(np.uint8, 50, 200), (np.int8, -100, 100), (np.uint16, 1000, 60000), (np.int64, -5, 5),
                         (np.float64, -0.5, 2.0)]:
    call = f"normalise(a fresh {np.dtype(dtype).name} image, {low}, {high})"
    wide = (high - low) * 0.2
    img = rng.uniform(low - wide, high + wide, (9, 7))
    img = img if dtype is np.float64 else img.round().clip(np.iinfo(dtype).min, np.iinfo(dtype).max)
    img[0, :2] = low, high
    img = img.astype(dtype)
    out = normalise(img.copy(), low, high)
    assert type(out) is np.ndarray and out.dtype == np.float64 and out.shape == img.shape, explain(
        called=call, got=kind_of(out), wanted="a float64 array of the image's shape", look="astype(np.float64)")
    truth = np.array([[min(max((float(v) - low) / (high - low), 0.0), 1.0) for v in row] for row in img])
    dark = img < low
    assert not dark.any() or out[dark].max() < 0.5, explain(
        called=call, got=f"up to {out[dark].max():.2f} for levels below low",
        wanted="0 for levels that are darker than low",
        look="10 - 50 is 216 in uint8: leave the small type before you subtract", misconception="arith.overflow")
    assert not np.any((out < 0) | (out > 1)), explain(
        called=call, got=f"levels from {out.min():.2f} to {out.max():.2f}", wanted="0 at the least, 1 at the most",
        look="np.clip cuts off what lies outside")
    assert np.allclose(out, truth, atol=1e-9), explain(
        called=call, got=f"levels that are off by up to {np.abs(out - truth).max():.2f}",
        wanted="a straight line from low to high", look="does anything in your arithmetic leave the range of its type?",
        misconception="arith.overflow")
### END HIDDEN TESTS

# %% role="check" key="normalise_pure" task="normalise" points=1
# Sealed: the caller's image is the same before and after.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "normalise_pure")
for dtype in (np.float64, np.uint8):
    img = rng.integers(20, 230, (8, 8)).astype(dtype)
    kept = img.copy()
    out = normalise(img, 40, 200)
    assert type(out) is np.ndarray and out.dtype == np.float64 and out.max() <= 1, explain(
        called="normalise(a fresh image, 40, 200)", got=kind_of(out), wanted="a float64 array with levels up to 1",
        look="(level - low) / (high - low)")
    assert np.array_equal(img, kept) and not np.shares_memory(out, img), explain(
        called="normalise(img, 40, 200)", got="another image in the caller's own array",
        wanted="a new array; img as it was", look="img -= low and img[mask] = … write into the caller's array",
        misconception="arith.in_place")
### END HIDDEN TESTS

# %% [markdown] role="task" key="trailing_mean"
# ## Task 2 — a mean that knows only the past
# Write `trailing_mean(x, w)`: for each position the mean of the known values among the last `w`, itself included. At
# the start there are fewer than `w`: take what there is. Where all are NaN the result is NaN. Returns a float64 array as
# long as `x`, without a warning, and leaves `x` alone. `x` is a float array, `w` an int of at least 1.

# %% [markdown] role="hints" key="trailing_mean"
# 1. Write down by hand what belongs at each position of `[4, NaN, 2, 6]` with `w = 2`.
# 2. A NaN that enters a sum never leaves it. Sum the known values and count them separately; then divide.
# 3. pandas does it in one call: a `rolling` window with `min_periods=1`, and not centred. Or loop over
#    `x[max(0, t - w + 1):t + 1]`; there `np.nanmean` warns where all are NaN, so count the known values first.

# %% role="answer" key="trailing_mean" skill="missing-values"
def trailing_mean(x, w):
    """Return the means over the last w values, known ones only, as a float64 array of x's length."""
    ### BEGIN SOLUTION
    return pd.Series(x, dtype="float64").rolling(w, min_periods=1).mean().to_numpy(copy=True)
    ### END SOLUTION

# %% role="check" key="trailing_mean_shape" task="trailing_mean" points=1
out = trailing_mean(CO2[:60].copy(), 4)
assert type(out) is np.ndarray and out.dtype == np.float64 and out.shape == (60,), explain(
    called="trailing_mean(CO2[:60], 4)", got=kind_of(out), wanted="a float64 array as long as the series",
    look="np.convolve(…, mode='valid') is shorter")
steps = trailing_mean(np.arange(6.0), 2)
assert np.allclose(steps[1:], np.arange(1, 6) - 1 / 2), explain(
    called="trailing_mean([0, 1, 2, 3, 4, 5], 2)", got=steps, wanted="each the mean of itself and the one before",
    look="which positions does your window cover?")

# %% role="check" key="trailing_mean_past" task="trailing_mean" points=2
# Sealed: append the future, and the past must not change; the series itself must not change either.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "trailing_mean_past")
for w in (1, 3, 6):
    x = rng.normal(340, 5, 40)
    kept = x.copy()
    call = f"trailing_mean(a fresh series, {w})"
    out = trailing_mean(x, w)
    assert type(out) is np.ndarray and out.shape == (40,) and out.dtype == np.float64, explain(
        called=call, got=kind_of(out), wanted="a float64 array as long as the series", look="the length at both ends")
    assert np.array_equal(x, kept), explain(
        called=call, got="another series in the caller's own array", wanted="x as it was",
        look="np.nan_to_num(copy=False) and x[…] = … write into the caller's array", misconception="arith.in_place")
    other = np.r_[x[:30], rng.normal(900, 5, 10)]
    moved = np.flatnonzero(~np.isclose(trailing_mean(other, w)[:30], out[:30], equal_nan=True))
    assert not len(moved), explain(
        called=call, got=f"{len(moved)} earlier means that changed when later values did",
        wanted="means over the past and the present only", look="a centred window looks ahead",
        misconception="leak.time")
    assert not np.isnan(out).any(), explain(
        called=call, got=f"{np.isnan(out).sum()} missing means at the start", wanted="the mean of what there is",
        look="the first windows are short, not empty: min_periods", misconception="count.boundary")
    truth = np.array([kept[max(0, t - w + 1):t + 1].mean() for t in range(40)])
    assert np.allclose(out, truth), explain(
        called=call, got=f"{np.sum(~np.isclose(out, truth))} wrong means, the first at {np.argmax(~np.isclose(out, truth))}",
        wanted="the mean of the last w values, of fewer at the start", look="the divisor of the short windows")
### END HIDDEN TESTS

# %% role="check" key="trailing_mean_gaps" task="trailing_mean" points=2
# Sealed: fresh series with gaps, at the edges too; no warning, and the caller's gaps stay gaps.
### BEGIN HIDDEN TESTS
import warnings

rng = fresh_rng(SEED, "trailing_mean_gaps")
for w in (2, 4):
    x = rng.normal(340, 5, 50)
    x[rng.choice(50, 9, replace=False)] = np.nan
    x[:2], x[2], x[20:26], x[-1], x[5:9] = np.nan, rng.normal(340, 5), np.nan, np.nan, rng.normal(340, 5, 4)
    call = f"trailing_mean(a fresh series with gaps, {w})"
    kept = x.copy()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        out = trailing_mean(x, w)
    warned = [str(one.message) for one in caught if issubclass(one.category, RuntimeWarning)]
    assert type(out) is np.ndarray and out.shape == (50,) and out.dtype == np.float64, explain(
        called=call, got=kind_of(out), wanted="a float64 array as long as the series", look="the length at both ends")
    assert np.array_equal(x, kept, equal_nan=True), explain(
        called=call, got="another series in the caller's own array", wanted="x as it was, its gaps still NaN",
        look="x[~known] = 0 writes into the caller's array: fill a copy, or np.where", misconception="arith.in_place")
    x = kept
    windows = [[v for v in x[max(0, t - w + 1):t + 1] if v == v] for t in range(50)]
    empty = np.array([not known for known in windows])
    assert np.isnan(out[empty]).all(), explain(
        called=call, got="a number where no value of the window is known", wanted="NaN: nobody knows",
        look="nought is a statement, and an old value is not a new one", misconception="table.null_filled")
    assert not np.isnan(out[~empty]).any(), explain(
        called=call, got=f"{np.isnan(out[~empty]).sum()} missing means whose windows hold a known value",
        wanted="the mean of the known values", look="a NaN that enters a sum never leaves it",
        misconception="arith.nan_spreads")
    truth = np.array([np.mean(known) for known in windows if known])
    assert np.min(out[~empty]) > 300, explain(
        called=call, got=f"a mean of {np.min(out[~empty]):.0f} of values that all lie near 340",
        wanted="the mean of the known values", look="a missing value counted as nought, or in the divisor",
        misconception="table.null_filled")
    assert np.allclose(out[~empty], truth), explain(
        called=call, got="means that are off", wanted="the mean of the known values among the last w",
        look="which values belong to the window, and how many are known?")
    assert not warned, explain(
        called=call, got=f"the right means, and the warning {warned[0]!r}" if warned else "", wanted="no warning",
        look="nanmean of an empty window warns: count the known values first, or use rolling",
        misconception="arith.warning_ignored")
### END HIDDEN TESTS

# %% [markdown] role="task" key="rmse"
# ## Task 3 — one error, not n times n
# Write `rmse(y, p)`: the root of the mean squared difference of measurements and predictions, as a float. Each comes as
# an array of shape `(n,)` or `(n, 1)`, in any mixture and any number type, since models hand out both. Different
# lengths raise `ValueError`: nobody wants the error of pairs that do not exist.

# %% [markdown] role="hints" key="rmse"
# 1. What shape has `np.zeros(5) - np.zeros((5, 1))`? Print it.
# 2. Bring both to one dimension, check that they are equally long, and only then subtract, as floats.
# 3. `y, p = (np.asarray(a, dtype=np.float64).ravel() for a in (y, p))`, compare the shapes, `raise ValueError(…)`.

# %% role="answer" key="rmse" skill="array-safety"
def rmse(y, p):
    """Return the root mean squared error, a float; raises ValueError where the lengths differ."""
    ### BEGIN SOLUTION
    y, p = np.asarray(y, dtype=np.float64).ravel(), np.asarray(p, dtype=np.float64).ravel()
    if y.shape != p.shape:
        raise ValueError(f"{len(y)} measurements, but {len(p)} predictions")
    return float(np.sqrt(np.mean((y - p) ** 2)))
    ### END SOLUTION

# %% role="check" key="rmse_float" task="rmse" points=1
error = rmse(np.array([1.0, 2.0, 3.0]), np.array([1.0, 2.0, 5.0]))
assert type(error) in FLOATS, explain(
    called="rmse([1, 2, 3], [1, 2, 5])", got=kind_of(error), wanted="one float", look="mean, root, float(…)")
assert abs(error**2 - 4 / 3) < 1e-9, explain(
    called="rmse([1, 2, 3], [1, 2, 5])", got=error,
    wanted=f"the root of the mean of 0, 0 and 4: {(4 / 3) ** 0.5:.9f}",
    look="square first, then the mean, then the root, all in float64")

# %% role="check" key="rmse_shapes" task="rmse" points=2
# Sealed: fresh measurements in every mixture of shapes and number types, and arrays that do not fit.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "rmse_shapes")
for dtype in (np.float64, np.uint8, np.int16):
    y, p = (rng.integers(0, 250, 30).astype(dtype) for _ in "yp")
    truth = (sum((float(a) - float(b)) ** 2 for a, b in zip(y, p, strict=True)) / 30) ** 0.5
    for left, right in [((30,), (30,)), ((30, 1), (30, 1)), ((30,), (30, 1)), ((30, 1), (30,))]:
        call = f"rmse(y of shape {left}, p of shape {right}), both {np.dtype(dtype).name},"
        error = rmse(y.reshape(left), p.reshape(right))
        assert type(error) in FLOATS, explain(called=call, got=kind_of(error), wanted="one float", look="float(…)")
        assert left == right or abs(error - truth) < 1e-6 or dtype is not np.float64, explain(
            called=call, got=f"{error:.1f}, and another error when both have one shape",
            wanted="the same error whatever the shapes",
            look="(n,) minus (n, 1) is n times n: every measurement against every prediction",
            misconception="arith.broadcast")
        assert abs(error - truth) < 1e-6, explain(
            called=call, got=f"{error:.1f}", wanted="the root mean squared error of the pairs",
            look="3 - 5 is 254 in uint8, and squares outgrow int16: make floats first", misconception="arith.overflow")
for a, b in [(np.ones(5), np.ones(1)), (np.ones((4, 1)), np.ones(7)), (np.ones(3), np.ones(6))]:
    try:
        error = rmse(a, b)
    except ValueError:
        continue
    raise AssertionError(explain(
        called=f"rmse({len(a)} measurements, {len(b)} predictions)", got=error, wanted="a ValueError",
        look="one value is stretched to any length without a word: compare the lengths yourself",
        misconception="arith.broadcast"))
### END HIDDEN TESTS

# %% [markdown] role="task" key="wide_to_long"
# ## Task 4 — months in their order
# Write `wide_to_long(table)`: `table` has a column `YEAR` and twelve columns named as in `MONTHS`, rows and columns in
# any order. Return a DataFrame with the columns `year`, `month` (1 to 12) and `value`, one row per year and month in
# the order of time, with an index from 0. A missing value keeps its row. The caller's table stays as it was.

# %% [markdown] role="hints" key="wide_to_long"
# 1. Sort the names of the months and see which one comes first.
# 2. `melt` makes a long table; turn the names into numbers before you sort. A gap is information: keep its row.
# 3. `table.melt("YEAR", MONTHS, "month", "value")`, then map names to `MONTHS.index(name) + 1`, sort by both, and reset
#    the index with `drop=True`.

# %% role="answer" key="wide_to_long" skill="missing-values"
def wide_to_long(table):
    """Return a DataFrame: year, month (1..12), value; in the order of time."""
    ### BEGIN SOLUTION
    long = table.melt(id_vars="YEAR", value_vars=MONTHS, var_name="month", value_name="value")
    long["month"] = long["month"].map({name: number for number, name in enumerate(MONTHS, start=1)})
    return long.rename(columns={"YEAR": "year"}).sort_values(["year", "month"], ignore_index=True)
    ### END SOLUTION

# %% role="check" key="wide_to_long_columns" task="wide_to_long" points=1
long = wide_to_long(ELNINO.copy())
assert type(long) is pd.DataFrame and sorted(map(str, long.columns)) == ["month", "value", "year"], explain(
    called="wide_to_long(ELNINO)", got=kind_of(long), wanted="a DataFrame with year, month and value", look="melt")
assert len(long) == 12 * len(ELNINO) and set(long["month"]) == set(range(1, 13)), explain(
    called="wide_to_long(ELNINO)", got=f"{len(long)} rows, months {sorted(map(str, set(long['month'])))[:4]} …",
    wanted="twelve rows for every year, months from 1 to 12", look="the number of a month is its place in MONTHS, plus 1")

# %% role="check" key="wide_to_long_order" task="wide_to_long" points=2
# Sealed: fresh years with gaps, rows and columns shuffled; every value at its month, in the order of time.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "wide_to_long_order")
years = rng.choice(np.arange(1900, 2000), 8, replace=False)
values = rng.normal(22, 3, (8, 12)).round(2)
values[rng.integers(0, 8, 5), rng.integers(0, 12, 5)] = np.nan
table = pd.DataFrame(values, columns=MONTHS).assign(YEAR=years)
table = table[rng.permutation(table.columns.to_numpy()).tolist()]
kept = table.copy()
long = wide_to_long(table)
call = "wide_to_long(fresh years, shuffled, with gaps)"
assert type(long) is pd.DataFrame and sorted(map(str, long.columns)) == ["month", "value", "year"], explain(
    called=call, got=kind_of(long), wanted="a DataFrame with year, month and value", look="melt")
assert list(table.columns) == list(kept.columns) and table.equals(kept), explain(
    called=call, got="another table in the caller's hands", wanted="the caller's table as it was",
    look="inplace=True and table[…] = … change what belongs to the caller", misconception="arith.in_place")
assert len(long) == 96, explain(
    called=call, got=f"{len(long)} rows for 8 years", wanted="twelve rows for every year, gaps included",
    look="stack and dropna throw gaps away; a gap is information", misconception="sql.inner_drop")
truth = [(int(year), month + 1) for year in sorted(years) for month in range(12)]
found = list(zip(long["year"].astype(int), long["month"].astype(int), strict=True))
by_name = [(int(year), MONTHS.index(name) + 1) for year in sorted(years) for name in sorted(MONTHS)]
assert found != by_name, explain(
    called=call, got="April before August before December", wanted="the order of time", look="names sort by spelling",
    misconception="sort.by_spelling")
assert found == truth and long.index.tolist() == list(range(96)), explain(
    called=call, got=f"the first rows {found[:3]}, index {long.index[:3].tolist()}",
    wanted="years and months in the order of time, index from 0", look="sort_values by both, ignore_index=True",
    misconception="leak.order")
cell = {(int(row["YEAR"]), m + 1): row[name] for _, row in kept.iterrows() for m, name in enumerate(MONTHS)}
assert np.array_equal(long["value"].to_numpy(dtype=float), np.array([cell[key] for key in truth]), equal_nan=True), explain(
    called=call, got="values at other months than in the table", wanted="every value at its own year and month",
    look="do you number the columns by their place in the table, or by their name?", misconception="skew.column_order")
### END HIDDEN TESTS

# %% [markdown] role="task" key="draw"
# ## Task 5 — randomness that can be repeated
# Write `draw(rng, n, k)`: `k` different row numbers out of `0 … n - 1` as a sorted integer array, every set of `k` rows equally likely.
# All randomness comes from `rng`, a NumPy `Generator` that the caller made: equal generators give equal draws, one
# generator gives a new draw at each call, and NumPy's global state is neither read nor touched.

# %% [markdown] role="hints" key="draw"
# 1. Who decides about the seed: your function, or the one who calls it?
# 2. A generator remembers where it is. Make a new one inside and every call starts at the same place.
# 3. `rng.choice(n, size=k, replace=False)`, then sort.

# %% role="answer" key="draw" skill="seeded-randomness"
def draw(rng, n, k):
    """Return k different row numbers below n, drawn by rng, as a sorted integer array."""
    ### BEGIN SOLUTION
    return np.sort(rng.choice(n, size=k, replace=False))
    ### END SOLUTION

# %% role="check" key="draw_rows" task="draw" points=1
rows = draw(np.random.default_rng(SEED), 50, 12)
assert type(rows) is np.ndarray and rows.dtype.kind in "iu" and rows.shape == (12,), explain(
    called="draw(rng, 50, 12)", got=kind_of(rows), wanted="an integer array of twelve row numbers", look="rng.choice")
assert rows.min() >= 0 and rows.max() < 50 and np.all(np.diff(rows) > 0), explain(
    called="draw(rng, 50, 12)", got=rows, wanted="different row numbers from 0 to 49, sorted", look="replace=False")

# %% role="check" key="draw_repeatable" task="draw" points=2
# Sealed: equal generators, one generator twice, a disturbed global state; and every row must have its chance.
### BEGIN HIDDEN TESTS
base = int(fresh_rng(SEED, "draw_repeatable").integers(2**31))
for n, k in [(200, 20), (200, 150)]:
    call = f"draw(rng, {n}, {k})"
    first = draw(np.random.default_rng(base), n, k)
    assert type(first) is np.ndarray and first.shape == (k,) and first.dtype.kind in "iu", explain(
        called=call, got=kind_of(first), wanted=f"an integer array of {k} row numbers", look="size=k")
    assert len(set(first.tolist())) == k and 0 <= first.min() and first.max() < n, explain(
        called=call, got=f"{len(set(first.tolist()))} different rows of {k}", wanted="different rows, below n",
        look="replace=False, or a permutation", misconception="leak.duplicate")
    np.random.random()
    state = np.random.get_state()
    before = state[1].copy(), state[2]
    again = draw(np.random.default_rng(base), n, k)
    state = np.random.get_state()
    assert np.array_equal(first, again), explain(
        called=call + ", with two equal generators,", got="two different draws", wanted="equal generators, equal draws",
        look="does any randomness come from elsewhere than rng?", misconception="seed.missing")
    assert np.array_equal(before[0], state[1]) and before[1] == state[2], explain(
        called=call, got="a changed global state of np.random", wanted="randomness from rng alone",
        look="np.random.seed and np.random.choice are the global state", misconception="seed.global")
    rng = np.random.default_rng(base)
    many = [draw(rng, n, k) for _ in range(400)]
    assert any(not np.array_equal(many[0], other) for other in many[1:4]), explain(
        called=call + ", again with the same generator,", got="the same draw", wanted="a new draw at each call",
        look="a generator made inside your function starts at the same place each time; or do you put rng's state back?",
        misconception="seed.global")
    other = draw(np.random.default_rng(base + 1), n, k)
    assert not np.array_equal(first, other), explain(
        called=call + ", with another generator,", got="the same draw", wanted="a draw that follows the generator",
        look="does any randomness come from elsewhere than rng?", misconception="seed.global")
    seen = np.bincount(np.concatenate(many), minlength=n) / (400 * k / n)
    assert seen[-1] > 0 or seen[:-1].min() == 0, explain(
        called=call + ", four hundred times,", got=f"never the last row, {n - 1}", wanted="every row equally likely",
        look="the upper end of rng.integers is left out already", misconception="count.boundary")
    assert seen.min() > 0.05 and seen.max() < 3, explain(
        called=call + ", four hundred times,", got=f"row {seen.argmin()} hardly ever, row {seen.argmax()} most often",
        wanted="every row equally likely", look="the first rows, or a block of them, are no random draw",
        misconception="leak.order")
    # Neighbours meet k (k - 1) / n times in a draw: 1.9 and 111.75; a mean of 400 draws that is 30% off is eight sigma away.
    together = np.mean([np.sum(np.diff(rows) == 1) for rows in many]) / (k * (k - 1) / n)
    assert 0.7 < together < 1.3, explain(
        called=call + ", four hundred times,",
        got=f"neighbouring rows together {together:.1f} times as often as by chance",
        wanted="every set of k rows equally likely", look="a block with a random start, or every tenth row, is no random set",
        misconception="leak.order")
### END HIDDEN TESTS

# %% key="save"
long = wide_to_long(ELNINO)
result = {
    "photo_mean_level": round(float(normalise(PHOTO, 30, 220).mean()), 4),
    "co2_last_year_mean": round(float(trailing_mean(CO2, 52)[-1]), 3), "co2_weeks_missing": int(np.isnan(CO2).sum()),
    "naive_forecast_rmse": round(rmse(CO2[1:][~np.isnan(np.diff(CO2))], CO2[:-1][~np.isnan(np.diff(CO2))]), 3),
    "elnino_months": len(long), "rows_for_a_look": draw(np.random.default_rng(SEED), len(long), 5).tolist()}
Path("arrays-that-do-not-lie-report.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Choose two of the five tasks. For each say in a short paragraph what the careless line computes, why nothing warns
# you, and how somebody would have noticed it later, in a photograph, a chart or a score. Then name one habit that would
# have caught both on the day they were written.
# === BEGIN ANSWER ===
# *Wrap-around.* `img - 50` on a uint8 photograph turns level 10 into 216: shadows become white. NumPy keeps the type
# of the array, and integers wrap without a warning because checking each would cost time. Somebody would notice white
# specks in dark corners, or a model that does worse on night pictures.
#
# *Broadcasting.* `y - p` with shapes (n,) and (n, 1) compares every measurement with every prediction. The mean of these
# n times n differences is a plausible number that hardly depends on how well the pairs agree. It shows up as an error
# that no better model can lower.
#
# *Habit.* Write down type and shape of what goes in and comes out, and assert both, on a case small enough to compute by
# hand that holds an awkward value: a dark pixel, a column vector, a gap at the edge.
# === END ANSWER ===
