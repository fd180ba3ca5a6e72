# ---
# title: Drift with a budget
# minutes: 60
# problem: Alarm when the data has moved, not every Monday, and say what to do.
# artefact: drift-runbook.json
# ---
# %% [markdown] key="intro"
# # Drift with a budget
# A model was trained on people of two sites of the RAND Health Insurance Experiment and now scores four others. Who is
# on call wants few alarms, and each of them worth getting up for. You will measure drift, tell it from a broken feed,
# set an alarm level by a budget of false alarms, and judge the model although its labels come late.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd
from scipy.stats import ks_2samp
from sklearn.metrics import roc_auc_score

FLOATS = (float, np.float64)
COLUMNS = ["xage", "income", "educdec", "disea", "mhi", "ghindx", "lfam"]


def shares(reference, current, edges):
    """Return the shares of both samples in the groups between these inner edges, gaps last, none below 1e-4."""
    both = []
    for values in (reference, current):
        known = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, known, side="right"), minlength=len(edges) + 1)
        both.append(np.maximum(np.append(counts, len(values) - len(known)) / len(values), 1e-4))
    return both


RAND = load_data("rand")
RAND = RAND[RAND["year"] == 1].reset_index(drop=True)  # the first year only: each person once
TRAINED_ON = RAND.loc[RAND["site"].isin([2, 3]), COLUMNS].reset_index(drop=True)
SITES = {site: RAND.loc[RAND["site"] == site, COLUMNS].reset_index(drop=True) for site in (1, 4, 5, 6)}
pd.DataFrame({"sites 2 and 3": TRAINED_ON.median()} | {f"site {s}": t.median() for s, t in SITES.items()}).round(1)

# %% [markdown] role="task" key="psi"
# ## Task 1 — how far has a column moved?
# Write `psi(reference, current, bins=10)`, the population stability index of two arrays of floats with gaps (NaN).
# The inner edges are the quantiles 1/bins, 2/bins … (bins−1)/bins of the *reference's* values (gaps aside,
# `np.quantile`), equal ones once. They cut the line into groups; the first and the last have no outer end, and a value
# on an edge belongs to the group above it. The gaps are one more group. A share is a group's count over all rows of its
# sample, gaps included; shares below 0.0001 become 0.0001, the others stay as they are. Return Σ (c − r) · ln(c / r) as
# a float. `current` may be all gaps; the reference has a value. Neither array is changed.

# %% [markdown] role="hints" key="psi"
# 1. Which of the two samples must not decide where the groups end? What happens to a value above everything in the
#    reference?
# 2. Edges from the reference alone, then the same groups for both samples. Counting edges that lie at or below a value
#    gives its group without any outer end.
# 3. `edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))`; `np.searchsorted(edges, values, side="right")`
#    is the group; `np.bincount(…, minlength=len(edges) + 1)` counts; append the gaps.

# %% role="answer" key="psi" skill="drift-measure"
def psi(reference, current, bins=10):
    """Return the population stability index of two samples, a float of at least 0."""
    ### BEGIN SOLUTION
    known = reference[~np.isnan(reference)]
    edges = np.unique(np.quantile(known, np.arange(1, bins) / bins))
    parts = []
    for values in (reference, current):
        seen = values[~np.isnan(values)]
        counts = np.bincount(np.searchsorted(edges, seen, side="right"), minlength=len(edges) + 1)
        parts.append(np.maximum(np.append(counts, len(values) - len(seen)) / len(values), 1e-4))
    r, c = parts
    return float(np.sum((c - r) * np.log(c / r)))
    ### END SOLUTION

# %% role="check" key="psi_contract" task="psi" points=1
line = np.arange(100.0)
same, half = psi(line.copy(), line.copy()), psi(line.copy(), np.arange(50.0))
assert type(same) in FLOATS and abs(same) < 1e-9, explain(
    called="psi(sample, the same sample)", got=same, wanted="a float, zero where nothing has moved",
    look="equal shares have the logarithm 0")
assert type(half) in FLOATS and 3 < half < 6, explain(
    called="psi(0 … 99, 0 … 49)", got=half, wanted="a large number: half of the groups are empty now",
    look="shares of zero become 0.0001")

# %% role="check" key="psi_groups" task="psi" points=2
# Sealed: fresh samples with ties, a skewed one, and values beyond the reference's ends.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "psi_groups")
usual = "equal widths, edges from both samples, closed ends and a value on an edge are the usual places"
cases = [
    ("of two normal samples", rng.normal(size=400), rng.normal(0.4, 1, size=300), 10, usual),
    ("of two skewed samples", rng.exponential(size=400) ** 3, rng.exponential(1.3, size=300) ** 3, 10, usual),
    ("with many ties, and four bins", rng.integers(0, 6, 400).astype(float), rng.integers(1, 8, 300).astype(float), 4,
     "a value on an edge belongs to the group above it; and bins is an argument"),
    ("where half of the current values lie beyond the reference", rng.random(400), 2 * rng.random(300), 10, usual),
    ("where current is more narrow", rng.random(400), 0.45 + 0.1 * rng.random(300), 5, usual),
    ("where many of the reference share its lowest or its highest value, and current goes beyond both",
     np.clip(rng.uniform(-1, 2, 400), 0, 1), rng.uniform(-1, 2, 300), 10,
     "an inner edge that is the minimum or the maximum too still cuts: what lies below the minimum is a group of its own"),
    ("of 30,000 rows, one of which is alone in its group", rng.random(30_000), np.r_[0.01, rng.uniform(0.2, 1, 29_999)], 10,
     "what is between zero and 0.0001 becomes 0.0001 too"),
]
for call, reference, current, bins, look in cases:
    lent = reference.copy(), current.copy()
    got = psi(*lent, bins)
    assert np.array_equal(lent[0], reference) and np.array_equal(lent[1], current), explain(
        called=f"psi {call}", got="a changed array", wanted="arrays that stay as they were",
        look="np.sort makes a new array, .sort() does not", misconception="arith.in_place")
    r, c = shares(reference, current, np.unique(np.quantile(reference, np.arange(1, bins) / bins)))
    right = np.sum((c - r) * np.log(c / r))
    turned = np.sum(c * np.log(c / r))
    own_r, own_c = shares(reference, current, np.unique(np.quantile(current, np.arange(1, bins) / bins)))
    own = np.sum((own_c - own_r) * np.log(own_c / own_r))
    assert type(got) in FLOATS and abs(got - turned) > 1e-9, explain(
        called=f"psi {call}", got=got, wanted="a sum over (c − r) · ln(c / r)",
        look="c · ln(c / r) is the Kullback-Leibler divergence", misconception="drift.one_way")
    assert abs(got - own) > 1e-9, explain(
        called=f"psi {call}", got=got, wanted="edges that today's data has no say in",
        look="quantiles of the reference: bins that follow the current sample hide its move", misconception="drift.bins")
    raw_r, raw_c = (np.where(part > 1e-4, part, 0) for part in (r, c))
    for x, y in [(raw_r + 1e-4, raw_c + 1e-4), (r / r.sum(), c / c.sum())]:
        assert abs(got - right) < 1e-6 or abs(got - np.sum((y - x) * np.log(y / x))) > 1e-9, explain(
            called=f"psi {call}", got=got, wanted="shares of at least 0.0001, all others as they were counted",
            look="np.maximum(shares, 1e-4): nothing is added, and nothing is rescaled afterwards",
            misconception="drift.floor")
    assert abs(got - right) < 1e-6, explain(
        called=f"psi {call}", got=got,
        wanted="groups between quantiles of the reference, open at both ends, with shares of at least 0.0001",
        look=look, misconception="drift.bins")
### END HIDDEN TESTS

# %% role="check" key="psi_gaps" task="psi" points=2
# Sealed: gaps on either side, on both, and nothing but gaps.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "psi_gaps")
reference, current = rng.normal(size=300), rng.normal(0.2, 1, size=200)
reference[:2] = -9, 9  # nothing lies beyond the reference: this check is about gaps
few, many = reference.copy(), current.copy()
few[2 + rng.permutation(298)[:30]] = np.nan
many[rng.permutation(200)[:90]] = np.nan
for call, a, b in [("where only current has gaps", reference, many), ("where only the reference has gaps", few, current),
                   ("where both have gaps", few, many), ("where current is all gaps", few, np.full(50, np.nan))]:
    r, c = shares(a, b, np.unique(np.quantile(a[~np.isnan(a)], np.arange(1, 10) / 10)))
    got = psi(a.copy(), b.copy())
    assert type(got) in FLOATS and abs(got - np.sum((c - r) * np.log(c / r))) < 1e-6, explain(
        called=f"psi(reference, current), {call},", got=got,
        wanted="gaps as one more group, and shares of all rows, gaps included",
        look="a feed that loses values moves, even where the values that are left look as before",
        misconception="drift.gaps_dropped")
### END HIDDEN TESTS

# %% [markdown] role="task" key="breaks"
# ## Task 2 — broken is not drifted
# Write `breaks(reference, current, jump=0.5)` for two tables. Return a dict from column to what is broken, for the
# columns of the reference, in this order of precedence: `"absent"` where current lacks the column; `"text"` where it
# was numeric and is not any more; `"missing"` where the share of gaps is higher than in the reference by more than
# `jump`. Healthy columns are not in the dict. Columns that only current has do not matter.

# %% [markdown] role="hints" key="breaks"
# 1. Site 1 sends no `ghindx` at all. Did people's health change there, or the form?
# 2. Walk over the reference's columns and ask three questions in order. The third is about a rise: a column may have
#    had gaps on the day of training.
# 3. `pd.api.types.is_numeric_dtype(current[name])`; `current[name].isna().mean() - reference[name].isna().mean()`.

# %% role="answer" key="breaks" skill="feed-break"
def breaks(reference, current, jump=0.5):
    """Return {column: "absent", "text" or "missing"} for the columns whose feed is broken."""
    ### BEGIN SOLUTION
    found = {}
    for name in reference.columns:
        if name not in current.columns:
            found[name] = "absent"
        elif pd.api.types.is_numeric_dtype(reference[name]) and not pd.api.types.is_numeric_dtype(current[name]):
            found[name] = "text"
        elif current[name].isna().mean() - reference[name].isna().mean() > jump:
            found[name] = "missing"
    return found
    ### END SOLUTION

# %% role="check" key="breaks_contract" task="breaks" points=1
then = pd.DataFrame({"age": [30.0, 40.0, 50.0, 60.0], "income": [1.0, 2.0, 3.0, 4.0]})
for call, now, wanted in [
        ("where nothing has changed,", then.copy(), {}),
        ("where income is gone,", then[["age"]].copy(), {"income": "absent"}),
        ("where age is all gaps,", then.assign(age=np.nan), {"age": "missing"})]:
    made = breaks(then.copy(), now)
    assert type(made) is dict and made == wanted, explain(
        called=f"breaks(reference, current), {call}", got=made, wanted="a dict of the broken columns",
        look="the order of the three questions")

# %% role="check" key="breaks_kinds" task="breaks" points=2
# Sealed: values far away, text, old gaps, and rises around the jump.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "breaks_kinds")
n = 64
then = pd.DataFrame(rng.random((n, 4)), columns=list("abcd"))
then["e"] = rng.choice(["free", "paid"], size=n)
then.loc[: n * 3 // 4 - 1, "b"] = np.nan  # three quarters are gaps already


def gaps(column, share):
    return then.assign(**{column: np.where(np.arange(n) < share * n, np.nan, 0.5)})


cases = [
    ("where b has the same gaps as ever", then.copy(), 0.5, {}, "how many gaps were there in the reference?",
     "drift.old_gaps"),
    ("where every value of a is a million times larger", then.assign(a=then["a"] * 1e6), 0.5, {},
     "moved values are drift; a break is a feed that no longer says what it said", "drift.break_as_drift"),
    ("where b is all gaps after three quarters", gaps("b", 1), 0.5, {}, "the rise counts, not the level",
     "drift.old_gaps"),
    ("where b is all gaps after three quarters, with a jump of 0.125", gaps("b", 1), 0.125, {"b": "missing"},
     "jump is an argument", None),
    ("where the gaps of c rise by exactly the jump", gaps("c", 0.5), 0.5, {}, "more than jump", "count.boundary"),
    ("where the gaps of c rise by little", gaps("c", 0.25), 0.5, {}, "more than jump", "drift.break_as_drift"),
    ("where the gaps of c rise by more than the jump", gaps("c", 0.75), 0.5, {"c": "missing"}, "the third question", None),
    ("where current has three times the rows", pd.concat([then] * 3, ignore_index=True), 0.5, {},
     "shares, not counts: today's table has its own length", "table.grain"),
    ("where b has no gaps any more", then.assign(b=0.5), 0.5, {}, "a rise: gaps that were closed are no break",
     "drift.old_gaps"),
    ("where d comes as text", then.assign(d=then["d"].map("{:.2f}".format)), 0.5, {"d": "text"},
     "a number in quotation marks is text: ask for the type of the column", "skew.schema"),
    ("where e is text as ever, f is new and a is gone", then.drop(columns="a").assign(f=1.0), 0.5, {"a": "absent"},
     "the columns of the reference, and text only where a number was", "skew.schema"),
]
for call, now, jump, wanted, look, name in cases:
    made = breaks(then.copy(), now, jump)
    if type(made) is dict and made.get("e") == "text":
        look, name = "text only where a number was: e was text on the day of training as well", "skew.schema"
    assert type(made) is dict and made == wanted, explain(
        called=f"breaks(reference, current, {jump}), {call},", got=made, wanted="the broken columns, and no other",
        look=look, misconception=name)
both = breaks(then.copy(), then.assign(c=pd.Series(["x"] * 5 + [None] * (n - 5), dtype=object)))
assert both == {"c": "text"}, explain(
    called="breaks(reference, current), where c is text with many gaps,", got=both, wanted="the first kind that holds",
    look="the order of precedence: absent, text, missing")
### END HIDDEN TESTS

# %% [markdown] role="task" key="drifted"
# ## Task 3 — many columns, one promise
# Write `drifted(reference, current, columns, q=0.05)` for two tables. Test each column by
# `scipy.stats.ks_2samp` with `method="asymp"`, on those of its own values that are not gaps (every column has some on both
# sides). Keep the share of false discoveries at `q` by Benjamini and Hochberg: sort the m p-values, find the *largest* k whose k-th smallest p is at
# most q · k / m, and call the k columns with the smallest p drifted. Return their names as a sorted list; empty where
# there is no such k.

# %% [markdown] role="hints" key="drifted"
# 1. Twenty columns that have not moved, each tested at 0.05: how many alarms do you expect on a quiet day?
# 2. One pass for the p-values, then one rule over all of them. A p-value that fails its own step still counts when a
#    later one passes.
# 3. `ks_2samp(a, b, method="asymp").pvalue`; `ranked = sorted(p, key=p.get)`; `passed = [k for k, name in enumerate(ranked, 1) if
#    p[name] <= q * k / len(ranked)]`; take `ranked[: max(passed, default=0)]`.

# %% role="answer" key="drifted" skill="alarm-budget"
def drifted(reference, current, columns, q=0.05):
    """Return the sorted names of the columns that have drifted, by KS tests and Benjamini-Hochberg at q."""
    ### BEGIN SOLUTION
    p = {name: ks_2samp(reference[name].dropna(), current[name].dropna(), method="asymp").pvalue for name in columns}
    ranked = sorted(p, key=p.get)
    passed = [k for k, name in enumerate(ranked, start=1) if p[name] <= q * k / len(ranked)]
    return sorted(ranked[: max(passed, default=0)])
    ### END SOLUTION

# %% role="check" key="drifted_contract" task="drifted" points=1
steps = np.arange(200.0)
then = pd.DataFrame({"calm": steps, "moved": steps})
made = drifted(then.copy(), pd.DataFrame({"calm": steps[::-1], "moved": steps + 90}), ["moved", "calm"])
assert type(made) is list and made == ["moved"], explain(
    called="drifted(reference, current, ['moved', 'calm'])", got=made, wanted="a list with the name of the moved column",
    look="small p-values mean drift")
quiet = drifted(then.copy(), then.copy(), ["calm", "moved"])
assert type(quiet) is list and quiet == [], explain(
    called="drifted(table, the same table, …)", got=quiet, wanted="an empty list", look="max(…, default=0)")

# %% role="check" key="drifted_many" task="drifted" points=2
# Sealed: columns moved by known amounts, so that each way to treat many tests gives another list.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "drifted_many")


def moved_by(amounts, gaps=0):
    """Make two tables whose n-th column differs for so many of 200 people; each column has its gaps in other rows."""
    then, now = {}, {}
    for name, amount in amounts.items():
        values = rng.permutation(200).astype(float)
        later = np.append(np.where(values < amount, values + 1000, values), np.full(2 * gaps, np.nan))
        then[name], now[name] = rng.permutation(np.append(values, np.full(gaps, np.nan))), rng.permutation(later)
    return pd.DataFrame(then), pd.DataFrame(now)


names = rng.permutation([f"x{n}" for n in range(8)]).tolist()
for story, look, name, sizes, gaps in [
    ("one column far, two a little, five not at all", "five percent for each column is far more for eight of them",
     "test.multiple", [60, 29, 28, 3, 2, 2, 1, 1], 0),
    ("one column far, four by the same middling amount", "the largest k that passes; what fails before it still counts",
     "test.step_down", [60, 29, 29, 29, 29, 3, 2, 1], 0),
    ("the same, with gaps", "each column drops its own gaps, on both sides, and keeps the rows where others have some",
     "drift.rows_dropped", [60, 29, 29, 29, 29, 3, 2, 1], 40),
    ("none of them far", "when no k passes, the list is empty", "test.multiple", [27, 12, 9, 5, 3, 2, 2, 1], 0),
]:
    then, now = moved_by(dict(zip(names, sizes)), gaps)
    p = np.array([ks_2samp(then[c].dropna(), now[c].dropna(), method="asymp").pvalue for c in names])
    order = np.argsort(p, kind="stable")
    passed = np.flatnonzero(p[order] <= 0.05 * np.arange(1, 9) / 8)
    wanted = sorted(names[i] for i in order[: passed[-1] + 1]) if len(passed) else []
    made = drifted(then.assign(other=0.0, more=1.0), now.assign(other=0.0, more=1.0), list(names))
    assert type(made) is not list or made == wanted or sorted(made) != wanted, explain(
        called=f"drifted(reference, current, eight columns), {story},", got=made, wanted="the names in sorted order",
        look="these are the right columns, in another order: sort the names at the end")
    assert type(made) is list and made == wanted, explain(
        called=f"drifted(reference, current, eight columns), {story},", got=made,
        wanted="the columns that Benjamini and Hochberg keep, sorted by name", look=look, misconception=name)
then, now = moved_by({"a": 29, "b": 1})
made = [drifted(then.copy(), now.copy(), ["a", "b"], q) for q in (0.001, 0.2)]
assert made == [[], ["a"]], explain(
    called="drifted(reference, current, ['a', 'b'], q), for q of 0.001 and 0.2,", got=made,
    wanted="fewer columns for a smaller q", look="q is an argument")
### END HIDDEN TESTS

# %% [markdown] role="task" key="alarm_level"
# ## Task 4 — a level from a budget
# Compare quiet weeks with each other, and every alarm is false. Write `alarm_level(scores, budget)`: `scores` are the
# drift scores of such A/A windows (a NumPy array, at least one), `budget` is the share of them that may alarm, from 0
# up to but not including 1. An alarm is a score *above* the level. Return the lowest level, as a float, that keeps the
# budget: alarms / windows <= budget. Any level that alarms on the same windows will do. With a budget of 0 nothing
# alarms. No check hangs on a rounded last digit.

# %% [markdown] role="hints" key="alarm_level"
# 1. A budget of 5% and thirty windows: how many of them may alarm? Is that a whole number?
# 2. The level may be one of the scores. Try them from the lowest up, and stop at the first that keeps the budget.
# 3. `min(s for s in scores if np.mean(scores > s) <= budget)`; `np.quantile` interpolates, and may let one too many
#    through.

# %% role="answer" key="alarm_level" skill="alarm-budget"
def alarm_level(scores, budget):
    """Return the lowest level above which at most the share `budget` of the scores lies."""
    ### BEGIN SOLUTION
    return float(min(score for score in scores if np.mean(scores > score) <= budget))
    ### END SOLUTION

# %% role="check" key="alarm_level_contract" task="alarm_level" points=1
for scale in (1, 8):
    scores = scale * np.array([0.5, 0.125, 0.25, 0.375])
    level = alarm_level(scores.copy(), 0.5)
    assert type(level) in FLOATS and np.sum(scores > level) == 2, explain(
        called=f"alarm_level({scores.tolist()}, 0.5)", got=level, wanted="a float that two of the four scores exceed",
        look="the level comes from the scores: the lowest that keeps alarms / windows <= budget")

# %% role="check" key="alarm_level_budget" task="alarm_level" points=2
# Sealed: thirty fresh sets of windows, with ties, and budgets that are no whole number of windows.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "alarm_level_budget")
for case in range(30):
    n = int(rng.integers(20, 60))
    scores = rng.permutation(np.r_[rng.choice(np.arange(1, 200), size=n - 4, replace=False), 500, 500, 500, 600]) / 256
    allowed = 0 if case == 0 else 2 if case == 1 else int(rng.integers(0, n // 3))
    budget = 0.0 if case == 0 else (allowed + 0.4 + 0.4 * (case % 2)) / n
    level = alarm_level(scores.copy(), budget)
    best = min(s for s in scores if np.sum(scores > s) <= allowed)
    call = f"alarm_level({n} scores, {budget:.3f})"
    assert type(level) in FLOATS and np.sum(scores > level) <= allowed, explain(
        called=call, got=f"{level}, which {np.sum(scores > level)} of {n} scores exceed",
        wanted="no more alarms than the budget allows, in whole windows",
        look="a rounded or interpolated place in the list lets one too many through; a rule of thumb knows no budget",
        misconception="count.rounding")
    assert np.array_equal(scores > level, scores > best), explain(
        called=call, got=f"{level}, which {np.sum(scores > level)} of {n} scores exceed",
        wanted="the lowest level that keeps the budget: a needlessly high one sleeps through real drift",
        look="walk up from the lowest score and stop at once; an alarm is above the level, not at it",
        misconception="drift.level_from_habit")
### END HIDDEN TESTS

# %% [markdown] role="task" key="delayed_auc"
# ## Task 5 — labels come late
# Write `delayed_auc(log, now, delay)`. `log` has a row per scored person: `day` (int), `p` (the score) and
# `admitted_on` (the day of the first hospital stay after scoring, NaN for none). A person is positive when admitted at
# most `delay` days after `day`, else negative. So a row can be judged when `day + delay <= now`, and not before: an
# early look knows only the quick admissions. The file was written later and holds days after `now` as well. Return
# `{"judged": int, "waiting": int, "auc": float}`: rows judged, rows scored up to `now` that wait, and the AUC of the
# judged ones, None where they are not of both kinds. Rows scored after `now` count nowhere.

# %% [markdown] role="hints" key="delayed_auc"
# 1. On the day after scoring, who has a label? Only people who were admitted at once. What does that do to the rows
#    that you judge?
# 2. Three groups by `day` alone: ripe, waiting, not scored yet. Only then look at admissions, and only at those
#    within the window.
# 3. `ripe = log[log["day"] + delay <= now]`; `y = (ripe["admitted_on"] - ripe["day"]) <= delay`, where a comparison
#    with NaN is False; `roc_auc_score(y, ripe["p"])`.

# %% role="answer" key="delayed_auc" skill="delayed-labels"
def delayed_auc(log, now, delay):
    """Return judged, waiting and auc of the rows whose labels are ripe at `now`."""
    ### BEGIN SOLUTION
    ripe = log[log["day"] + delay <= now]
    y = (ripe["admitted_on"] - ripe["day"]) <= delay
    auc = float(roc_auc_score(y, ripe["p"])) if y.nunique() == 2 else None
    return {"judged": len(ripe), "waiting": int((log["day"] <= now).sum()) - len(ripe), "auc": auc}
    ### END SOLUTION

# %% role="check" key="delayed_auc_contract" task="delayed_auc" points=1
log = pd.DataFrame({"day": [1, 1, 2, 2, 40, 90], "p": [0.9, 0.2, 0.6, 0.3, 0.8, 0.5],
                    "admitted_on": [5.0, np.nan, 12.0, np.nan, 41.0, np.nan]})
for cut, wanted in [(50, {"judged": 4, "waiting": 1, "auc": 1.0}), (20, {"judged": 0, "waiting": 4, "auc": None})]:
    made = delayed_auc(log.copy(), cut, 30)
    assert type(made) is dict and made == wanted and type(made["judged"]) is int and type(made["waiting"]) is int, explain(
        called=f"delayed_auc(log, {cut}, 30)", got=made,
        wanted=f"{wanted}: rows ripe by then judged, rows scored by then waiting, and no others",
        look="a row is ripe when day + delay <= now; one kind of label alone has no AUC")

# %% role="check" key="delayed_auc_ripe" task="delayed_auc" points=2
# Sealed: fresh logs; what happens after the window, or after now, must not move the answer.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "delayed_auc_ripe")
for case in range(10):
    n, now, delay = 240, 60, int(rng.integers(15, 25))
    p = rng.permutation(n) / n
    day = rng.integers(0, 80, size=n)
    wait = rng.integers(1, 60, size=n).astype(float)
    wait[rng.random(n) > 0.3 + 0.5 * p] = np.nan
    day[:6], wait[:6] = now - delay, [delay, delay, delay + 1, delay + 1, 1, np.nan]  # ripe on this very day
    log = pd.DataFrame({"day": day, "p": p, "admitted_on": day + wait})
    ripe, y = day + delay <= now, np.nan_to_num(wait, nan=1e9) <= delay
    pairs = p[ripe & y][:, None] > p[ripe & ~y]
    call = f"delayed_auc(log, {now}, {delay})"
    made = delayed_auc(log.copy(), now, delay)
    assert type(made) is dict and (made["judged"], made["waiting"]) == (ripe.sum(), (day <= now).sum() - ripe.sum()), explain(
        called=call, got=made, wanted="all ripe rows judged, admitted or not, the rest up to now waiting",
        look="day + delay <= now settles it; who has been admitted so far does not", misconception="metric.answered_only")
    assert type(made["auc"]) in FLOATS and abs(made["auc"] - pairs.mean()) < 1e-9, explain(
        called=call, got=made, wanted="positive: admitted at most `delay` days after being scored, and the others negative",
        look="an admission after the window is a negative, however sure it is by now", misconception="leak.time")
    later = log.copy()
    later.loc[log["admitted_on"] > now, "admitted_on"] = np.nan
    assert delayed_auc(later, now, delay) == made, explain(
        called=call + ", after the admissions later than now were wiped out,", got="another answer",
        wanted="the answer that could be known at now", look="which rows use a day after now?", misconception="leak.time")
only = pd.DataFrame({"day": [0, 0, 1], "p": [0.1, 0.5, 0.9], "admitted_on": [np.nan, np.nan, 90.0]})
made = delayed_auc(only, 50, 20)
assert made == {"judged": 3, "waiting": 0, "auc": None}, explain(
    called="delayed_auc(log without an admission in time, 50, 20)", got=made, wanted="None for the AUC of one kind",
    look="count the kinds before you call roc_auc_score")
### END HIDDEN TESTS

# %% [markdown] role="task" key="runbook"
# ## Task 6 — what to do now
# Write `runbook(reference, current, level, measure, find_breaks)`. `find_breaks(reference, current)` answers as in
# Task 2 and `measure(reference_values, current_values)` as in Task 1, on two NumPy arrays of floats. A broken column
# is not measured. All columns of the reference are numeric. An alarm is a score above `level`.

# %% [markdown] role="hints" key="runbook"
# 1. Who has to be called for a broken feed, and who for drift? Which call comes first?
# 2. Ask for breaks once; measure the columns that are left; sort the alarms by their score.
# 3. `measure(reference[name].to_numpy(float), current[name].to_numpy(float))` for each name not in the breaks;
#    `sorted(…, key=scores.get, reverse=True)`.

# %% role="answer" key="runbook" skill="feed-break"
def runbook(reference, current, level, measure, find_breaks):
    """Return what json.dumps accepts.

    breaks: dict, what find_breaks says
    scores: dict, column -> float, what measure says, for every column of the reference that is not broken
    alarms: list of the columns with a score above level, the highest score first
    action: "mend the feed" if anything is broken, else "review the model" if there is an alarm, else "carry on"
    """
    ### BEGIN SOLUTION
    broken = find_breaks(reference, current)
    scores = {name: float(measure(reference[name].to_numpy(float), current[name].to_numpy(float)))
              for name in reference.columns if name not in broken}
    alarms = sorted((name for name in scores if scores[name] > level), key=scores.get, reverse=True)
    action = "mend the feed" if broken else "review the model" if alarms else "carry on"
    return {"breaks": broken, "scores": scores, "alarms": alarms, "action": action}
    ### END SOLUTION

# %% role="check" key="runbook_contract" task="runbook" points=1
then = pd.DataFrame({"age": [30.0, 40.0], "income": [1.0, 2.0]})
for found, level, wanted in [({}, 0.25, "review the model"), ({"age": "missing"}, 0.25, "mend the feed"), ({}, 2.0, "carry on")]:
    made = runbook(then.copy(), then.copy(), level, lambda a, b: 0.5, lambda a, b: dict(found))
    call = f"runbook(…), where nothing but {found} is broken, every score is 0.5 and the level {level},"
    assert type(made) is dict and set(made) == {"breaks", "scores", "alarms", "action"}, explain(
        called=call, got=made, wanted="a dict with the four keys of the docstring", look="the docstring")
    assert made["breaks"] == found, explain(
        called=call, got=made["breaks"], wanted="what find_breaks says, as a dict",
        look="find_breaks is an argument: call that one, not the function of Task 2")
    assert type(made["alarms"]) is list and type(made["scores"]) is dict, explain(
        called=call, got=made, wanted="scores as a dict, alarms as a list", look="the docstring")
    assert made["action"] == wanted, explain(
        called=call, got=made["action"], wanted="the first of the three actions that applies",
        look="the docstring; and do the scores come from the argument measure?")

# %% role="check" key="runbook_order" task="runbook" points=2
# Sealed: fresh scores, a broken column that cannot be measured, and a score exactly at the level.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "runbook_order")
for case in range(8):
    names = rng.permutation([f"c{n}" for n in range(7)]).tolist()
    then = pd.DataFrame(rng.random((20, 7)), columns=names)
    then.iloc[case] = np.nan
    then[names[5]] = rng.permutation(20)  # whole numbers
    now = (then + 1).assign(new=1.0)
    truth = {name: float(value) / 64 for name, value in zip(names, rng.permutation(np.arange(10, 17)))}
    broken = {} if case % 2 else {names[0]: "missing", names[3]: "absent"}
    level = 99.0 if case == 1 else sorted(truth.values())[3]
    if broken:
        now = now.drop(columns=names[3]).assign(**{names[0]: np.nan})
    measured = []

    def measure(a, b):
        assert type(a) is np.ndarray and type(b) is np.ndarray, explain(
            called="measure(…), inside runbook,", got=type(a).__name__, wanted="two NumPy arrays", look="to_numpy(float)")
        assert a.dtype.kind == b.dtype.kind == "f", explain(
            called="measure(…), inside runbook,", got=f"arrays of {a.dtype} and {b.dtype}", wanted="two arrays of floats",
            look="a column of whole numbers has to be turned into floats: to_numpy(float)", misconception="skew.schema")
        assert len(a) == len(b) == 20, explain(
            called="measure(…), inside runbook,", got=f"{len(a)} and {len(b)} values of 20 rows",
            wanted="all values of the column, gaps too", look="a gap is one more group of the index: leave gaps in",
            misconception="drift.gaps_dropped")
        name = next((name for name in names if np.array_equal(a, then[name], equal_nan=True)), None)
        assert name is not None, explain(
            called="measure(…), inside runbook,", got="a first array that is no column of the reference",
            wanted="the reference's values, then current's, of the same column", look="the order of the two arguments",
            misconception="drift.one_way")
        assert name not in broken, explain(
            called="measure(…), inside runbook,", got=f"a call for {name}, whose feed is broken",
            wanted="no drift score for a broken column", look="ask find_breaks first, and leave those columns out",
            misconception="drift.break_as_drift")
        assert np.array_equal(b, now[name], equal_nan=True), explain(
            called="measure(…), inside runbook,", got="two different columns, or one table twice",
            wanted="the reference's values, then current's, of the same column", look="look both up by name")
        measured.append(name)
        return truth[name]

    made = runbook(then.copy(), now.copy(), level, measure, lambda a, b: dict(broken))
    left = {name: truth[name] for name in names if name not in broken}
    call = f"runbook(…), with {len(broken)} broken columns of seven,"
    assert type(made["scores"]) is dict and made["scores"] == left and set(measured) == set(left), explain(
        called=call, got=made["scores"], wanted="what measure says for every column that is not broken",
        look="one call of measure for each", misconception="drift.break_as_drift")
    alarms = sorted((name for name in left if left[name] > level), key=left.get, reverse=True)
    assert type(made["alarms"]) is list and made["alarms"] == alarms, explain(
        called=call, got=f"alarms {made['alarms']}", wanted="the columns above the level, the highest score first",
        look="sort by score, not by name; at the level is not above it", misconception="metric.wrong_order")
    action = "mend the feed" if broken else "review the model" if alarms else "carry on"
    assert made["action"] == action, explain(
        called=call, got=made["action"], wanted="a broken feed first: a model cannot be reviewed on broken data",
        look="the order of the three actions", misconception="drift.break_as_drift")
### END HIDDEN TESTS

# %% key="save"
rng = np.random.default_rng(SEED)
quiet = []
for _ in range(40):  # A/A windows: two random halves of the training sites
    order = rng.permutation(len(TRAINED_ON))
    one, other = TRAINED_ON.iloc[order[: len(order) // 2]], TRAINED_ON.iloc[order[len(order) // 2 :]]
    quiet.append(max(psi(one[c].to_numpy(float), other[c].to_numpy(float)) for c in COLUMNS))
level = alarm_level(np.array(quiet), 0.05)
result = {"budget": 0.05, "level": level}
for site, table in SITES.items():
    result[f"site {site}"] = runbook(TRAINED_ON, table, level, psi, breaks)
    result[f"site {site}"]["drifted"] = drifted(TRAINED_ON, table, list(result[f"site {site}"]["scores"]))
Path("drift-runbook.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
{name: (part["action"], part["alarms"]) for name, part in result.items() if name.startswith("site")}

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the team that is on call: what may wake them, how the level was set and what it promises,
# and what to do at site 1 and at one other site, with the numbers. Look at the values of the column that alarms loudest
# (`value_counts`) before you explain it. Then one limit: does an alarm say that the model
# has become worse? What would, and how long must you wait for it?
# === BEGIN ANSWER ===
# *Problem.* The model was trained on sites 2 and 3 and scores four others. People differ between sites; feeds break.
# The two need different calls, and neither may come every night.
#
# *Approach.* Broken columns are looked for first. The others get a PSI with groups from the training people. The level
# is the lowest that keeps 5% of forty A/A windows, each judged by its worst column, so the promise is about a window,
# not a column.
#
# *Impact.* At site 1 `ghindx` does not arrive at all: mend the feed, do not retrain. At the other sites the largest
# alarm is `disea`, with a PSI above 1.5, and a look at its values explains it: three in ten people or more carry one and the
# same value, and most sites have a value of their own. That is a filled gap, not an illness. Income comes
# next, and there the people differ: review the model.
#
# *Limit.* Drift of the inputs is no proof of worse decisions. That takes labels, and they are ripe only after the
# delay. Forty windows settle a 5% level by two of them, so the level is itself uncertain; windows of another size need
# another level.
# === END ANSWER ===
