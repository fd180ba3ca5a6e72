# ---
# title: Trial read-out
# minutes: 60
# problem: Does free care raise doctor visits, by how much, and how sure is that?
# artefact: trial-readout.json
# ---
# %% [markdown] key="intro"
# # Trial read-out
# The RAND Health Insurance Experiment gave families insurance plans by lot and watched what they did for up to five
# years. A ministry asks whether free care sends people to the doctor more often. You have 20,190 person-years of 5,912
# people. You will write the read-out: who got what, the difference, its honest interval, and the subgroups.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
from scipy import stats

FLOATS = (float, np.float64)
INTS = (int, np.int64)
RAW = load_data("rand")
TRIAL = pd.DataFrame({
    "person": RAW["zper"], "year": RAW["year"], "plan": RAW["plan"],
    "coinsurance": RAW["coins"],    # percent of each bill that the family pays
    "deductible": RAW["idp"],       # 1: the plan has a sum that each person pays first
    "visits": RAW["mdvis"],         # visits to a doctor in this year
    "cost": RAW["meddol"],          # medical spending in this year, dollars
    "female": RAW["female"], "child": RAW["child"],
    "age": RAW.groupby("zper")["xage"].transform("min"),  # in the first year of the trial
    "income": RAW["income"], "education": RAW["educdec"], "illness": RAW["disea"], "limited": RAW["physlm"].round(),
})
COMPARED = ["free", "other", "std_diff"]  # the columns of the table of balance
TRAITS = ["female", "age", "income", "education", "illness"]


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


def some_people(rng, n):
    """Return all years of n people drawn from TRIAL, with a new lot: column `free` is a random half of the people."""
    people = rng.choice(TRIAL["person"].unique(), n, replace=False)
    table = TRIAL[TRIAL["person"].isin(people)].reset_index(drop=True)
    return table.assign(free=table["person"].isin(people[: n // 2]))


def numbers_of(made, keys, called):
    """Return the values under `keys` of a dict as floats, after making sure that they are there."""
    assert type(made) is dict and all(type(made.get(key)) in FLOATS for key in keys), explain(
        called=called, got=made if type(made) is dict else kind_of(made),
        wanted="a dict with one float under each of: " + ", ".join(keys), look="float(…) turns NumPy's scalar into one")
    return [float(made[key]) for key in keys]


TRIAL.groupby("plan").agg(
    people=("person", "nunique"), rows=("visits", "size"), coinsurance=("coinsurance", "first"),
    deductible=("deductible", "first"), visits=("visits", "mean")).round(2)

# %% [markdown] role="task" key="free_care"
# ## Task 1 — who had free care?
# Write `free_care(table)`. It returns a boolean NumPy array, one value per row of `table`, in the order of the rows and
# whatever their index: True where the plan is free. Free means that the family pays nothing at all: `coinsurance` is 0
# *and* there is no `deductible` (0). Decide by these two columns and not by the plan's number, for the next trial
# numbers its plans otherwise. Every row counts, also those without a visit.

# %% [markdown] role="hints" key="free_care"
# 1. Look at plans 11 and 13 in the table above. What do they share, and what parts them?
# 2. A plan without coinsurance may still make each person pay the first bills. Two conditions have to hold at once.
# 3. Compare both columns with 0, join the two comparisons by `&` (each in brackets), and call `.to_numpy()`.

# %% role="answer" key="free_care" skill="trial-analysis"
def free_care(table):
    """Return a boolean array, one per row: True where the family pays nothing at all."""
    ### BEGIN SOLUTION
    return ((table["coinsurance"] == 0) & (table["deductible"] == 0)).to_numpy()
    ### END SOLUTION

# %% role="check" key="free_care_shape" task="free_care" points=1
free = free_care(TRIAL.copy())
assert type(free) is np.ndarray and free.shape == (len(TRIAL),) and free.dtype == bool, explain(
    called="free_care(TRIAL)", got=kind_of(free), wanted="a boolean NumPy array, one value per row",
    look="a comparison of a column gives booleans; .to_numpy() makes an array of them")
assert free.any() and not free.all(), explain(
    called="free_care(TRIAL)", got=f"{free.sum()} free rows of {len(free)}", wanted="some plans free and others not",
    look="what do the two columns hold in the table of plans?")

# %% role="check" key="free_care_terms" task="free_care" points=2
# Sealed: another trial with other plan numbers, where every mixture of terms occurs.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "free_care_terms")
plans = pd.DataFrame({"plan": rng.permutation(np.arange(1, 9)), "coinsurance": [0, 0, 0, 0, 25, 25, 50, 95],
                      "deductible": [0, 1, 0, 1, 0, 1, 0, 1]})
table = plans.iloc[rng.permutation(np.repeat(np.arange(8), 40))].reset_index(drop=True)
table["visits"] = rng.poisson(1.5, len(table))
table.index = rng.permutation(len(table))  # as left over from another order
free = free_care(table.copy())
call = "free_care(another trial), with plans of every mixture of terms,"
assert type(free) is np.ndarray and free.shape == (len(table),) and free.dtype == bool, explain(
    called=call, got=kind_of(free), wanted="a boolean NumPy array, one value per row",
    look="a comparison of a column gives booleans; .to_numpy() makes an array of them")
right = (table["coinsurance"].to_numpy() == 0) & (table["deductible"].to_numpy() == 0)
assert not free[(table["coinsurance"] == 0) & (table["deductible"] == 1)].all(), explain(
    called=call, got="True for a plan where each person pays the first bills",
    wanted="a plan where nobody pays anything", look="no coinsurance is one condition; a deductible is a price too",
    misconception="cause.wrong_arm")
assert np.array_equal(free, right), explain(
    called=call, got=f"{int(np.sum(free != right))} rows of {len(free)} in the wrong arm",
    wanted="the terms of the plan to decide, whatever its number",
    look="plan numbers are names that the next trial gives anew; rows count by their place, not by their index",
    misconception="cause.wrong_arm")
dear = table[(table["coinsurance"] > 0) | (table["deductible"] == 1)].reset_index(drop=True)
dear = dear[dear["coinsurance"] > 0].reset_index(drop=True)
assert not np.asarray(free_care(dear.copy())).any(), explain(
    called="free_care(a trial in which every family pays something)", got="free rows", wanted="False in every row",
    look="free means 0, not the least that this table holds", misconception="cause.wrong_arm")
### END HIDDEN TESTS

# %% [markdown] role="task" key="balance"
# ## Task 2 — did the lot do its work?
# Write `balance(table, traits)`. `table` has the columns `person`, `free` (bool) and each of `traits`; a person's
# trait and arm are the same in all years. Return a DataFrame with one row per trait, the trait's name as the index in
# the given order, and the columns `free` and `other` (the arm's mean over *people*, each counted once) and `std_diff`:
# (free − other) / √((s²_free + s²_other) / 2), with s² the variance over people with `ddof=1`. A missing trait (NaN)
# leaves that person out of that trait only.

# %% [markdown] role="hints" key="balance"
# 1. The lot was drawn for people. Which rows of the table would count somebody twice?
# 2. Keep one row per person first. The standardised difference divides by the spread between people and not by a
#    standard error, so it does not grow with the number of people.
# 3. `people = table.drop_duplicates("person")`, then per arm `people.loc[people["free"], traits]`, with `.mean()` and
#    `.var()`, which skip NaN by themselves; put three Series into one DataFrame.

# %% role="answer" key="balance" skill="trial-analysis"
def balance(table, traits):
    """Return a DataFrame by trait: means of the two arms over people, and their standardised difference."""
    ### BEGIN SOLUTION
    people = table.drop_duplicates("person")
    free, other = people.loc[people["free"], traits], people.loc[~people["free"], traits]
    spread = np.sqrt((free.var() + other.var()) / 2)
    return pd.DataFrame({"free": free.mean(), "other": other.mean(),
                         "std_diff": (free.mean() - other.mean()) / spread}).loc[traits]
    ### END SOLUTION

# %% role="check" key="balance_shape" task="balance" points=1
seen = balance(TRIAL.assign(free=TRIAL["plan"] == 11), list(TRAITS))
assert type(seen) is pd.DataFrame and list(seen.index) == TRAITS and set(COMPARED) <= set(seen), explain(
    called="balance(TRIAL with the column free, TRAITS)", got=kind_of(seen),
    wanted="a DataFrame with the traits as index and the columns free, other and std_diff",
    look="the names of the columns, and .loc[traits] for the order")
assert np.isfinite(seen.to_numpy(float)).all() and seen["std_diff"].abs().max() < 1, explain(
    called="balance(TRIAL with the column free, TRAITS)", got=seen["std_diff"].round(2).tolist(),
    wanted="numbers, and standardised differences of a lot: far below one",
    look="divide by the spread of the trait, never by a standard error; education has missing values")

# %% role="check" key="balance_people" task="balance" points=2
# Sealed: other people under a new lot; more years of the same people must not move anything.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "balance_people")
table = some_people(rng, 300)
table["score"] = table["person"].map(dict(zip(table["person"].unique(), rng.normal(5, 2, 300))))
gone = rng.choice(table["person"].unique(), 60, replace=False)
table.loc[table["person"].isin(gone), "income"] = np.nan
traits = ["score", "income", "age"]
people = table.groupby("person").first()
people["income"] = table.groupby("person")["income"].mean()
call = "balance(300 people under a new lot, traits)"
seen = balance(table.copy(), list(traits))
assert type(seen) is pd.DataFrame and list(seen.index) == traits and set(COMPARED) <= set(seen), explain(
    called=call, got=kind_of(seen), wanted="a DataFrame with the traits as index, in the given order",
    look=".loc[traits]")
whole = seen.to_numpy(float).copy()
more = pd.concat([table] + [table[table["person"] % 3 == 0]] * 3, ignore_index=True)
assert np.allclose(balance(more, list(traits)).to_numpy(float), whole), explain(
    called="balance(the same people, some with more years, traits)", got="other means or differences",
    wanted="each person counted once, however many years there are",
    look="the lot was drawn for people, so compare people", misconception="table.grain")
for trait in traits:
    free, other = people.loc[people["free"], trait].dropna(), people.loc[~people["free"], trait].dropna()
    gap = free.mean() - other.mean()
    right = gap / math.sqrt((free.var() + other.var()) / 2)
    stdised = gap / math.sqrt(free.var() / len(free) + other.var() / len(other))
    row = seen.loc[trait]
    assert np.isclose(row["free"], free.mean()) and np.isclose(row["other"], other.mean()), explain(
        called=call, got=f"another mean of {trait} than that of the people for whom it is known",
        wanted="the mean over each arm's people; a missing trait leaves a person out of that trait only",
        look="does one missing value remove the person from every trait?", misconception="metric.answered_only")
    assert not np.isclose(row["std_diff"], stdised), explain(
        called=call, got=f"{row['std_diff']:.3f} for {trait}, the difference over its standard error",
        wanted="the difference over the spread between people, which does not grow with their number",
        look="which number stands under the line?", misconception="balance.p_value")
    assert np.isclose(row["std_diff"], right, atol=2e-3), explain(
        called=call, got=f"{row['std_diff']:.3f} for {trait}",
        wanted="(free − other) over the root of the two variances' mean",
        look="the sign, and the mean of the variances rather than of the deviations")
few = pd.DataFrame({"person": range(7), "free": [True] * 2 + [False] * 5, "dose": [0.0, 4.0, 5.0, 5.5, 6.0, 6.5, 7.0]})
spread = float(balance(few, ["dose"]).loc["dose", "std_diff"])
assert np.isclose(spread, -4 / math.sqrt((8 + 0.625) / 2)), explain(
    called="balance(two people against five, whose doses differ less)", got=f"std_diff {spread:.4f}",
    wanted="the plain mean of the two variances, each with ddof=1, however many people stand behind it",
    look="variances of the arms, not of all people together; ddof=1", misconception="test.pooled_spread")
### END HIDDEN TESTS

# %% [markdown] role="task" key="itt"
# ## Task 3 — the effect and its honest interval
# Write `itt(table)`. `table` has the columns `person`, `free` (bool) and `visits`. Return a dict of four floats:
# `diff`, the mean of `visits` over all rows with `free` minus the mean over all others; `se`, its standard error
# *clustered by person*; `lo` and `hi`, `diff ± 1.96 · se`. For each arm of n rows: subtract the arm's mean from each
# row, sum these residuals within each person, and the arm's variance is Σ(person sum)² / n². Add the two variances;
# `se` is the root. Small-sample corrections are welcome: 2% of leeway.

# %% [markdown] role="hints" key="itt"
# 1. Somebody who goes to the doctor often this year goes often next year. How many independent facts are five such
#    rows?
# 2. Rows of one person err in the same direction. Sum a person's residuals *before* you square, and a steady person
#    counts with full weight.
# 3. Per arm: `left = arm["visits"] - arm["visits"].mean()`, `sums = left.groupby(arm["person"]).sum()`, variance
#    `(sums ** 2).sum() / len(arm) ** 2`.

# %% role="answer" key="itt" skill="clustered-error"
def itt(table):
    """Return {"diff", "se", "lo", "hi"}: visits per year, free minus other, clustered by person."""
    ### BEGIN SOLUTION
    means, variance = {}, 0.0
    for is_free, arm in table.groupby("free"):
        left = arm["visits"] - arm["visits"].mean()
        sums = left.groupby(arm["person"]).sum()
        means[bool(is_free)] = arm["visits"].mean()
        variance += (sums**2).sum() / len(arm) ** 2
    diff, se = float(means[True] - means[False]), math.sqrt(variance)
    return {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se}
    ### END SOLUTION

# %% role="check" key="itt_contract" task="itt" points=1
small = pd.DataFrame({"person": [1, 1, 2, 3, 3, 4], "free": [True, True, True, False, False, False],
                      "visits": [4, 6, 2, 1, 0, 2]})
call = "itt(six rows of four people)"
diff, se, lo, hi = numbers_of(itt(small.copy()), ("diff", "se", "lo", "hi"), call)
assert abs(diff - 3) < 1e-9, explain(
    called=call, got=f"diff {diff:.3f}", wanted="the mean of the free rows, 4, minus the mean of the others, 1",
    look="every row counts, also those with 0 visits")
assert se > 0 and lo < diff < hi and abs((hi - lo) / 2 / se - 1.96) < 0.05, explain(
    called=call, got=f"se {se:.3f}, interval {lo:.3f} to {hi:.3f}", wanted="1.96 standard errors on either side",
    look="lo comes first; se is a root of a variance")

# %% role="check" key="itt_clustered" task="itt" points=3
# Sealed: other people, a new lot; saying every row twice must not make you surer.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "itt_clustered")
for people, raised in ((900, False), (1200, True)):
    table = some_people(rng, people).sample(frac=1, random_state=int(rng.integers(10**6)))
    table.loc[table["free"] == raised, "visits"] += 2  # an effect below zero, then one above
    call = f"itt({people} people under a new lot)"
    diff, se, lo, hi = numbers_of(itt(table.copy()), ("diff", "se", "lo", "hi"), call)
    free, other = table.loc[table["free"], "visits"], table.loc[~table["free"], "visits"]
    gap = free.mean() - other.mean()
    seen = table[table["visits"] > 0]
    gap_seen = seen.loc[seen["free"], "visits"].mean() - seen.loc[~seen["free"], "visits"].mean()
    assert abs(diff - gap_seen) > 1e-9, explain(
        called=call, got="the difference among those who went to a doctor at all",
        wanted="the difference among all who were given a plan by lot",
        look="are rows with 0 visits lost on the way? Not going is a result of the plan",
        misconception="cause.post_lot")
    assert abs(diff - gap) < 1e-6, explain(
        called=call, got=f"diff {diff:.4f}", wanted="the mean over the free rows minus the mean over all other rows",
        look="the order of the two arms, and every row with the same weight")
    variance = 0.0
    for arm in (table[table["free"]], table[~table["free"]]):
        left = arm["visits"] - arm["visits"].mean()
        variance += (left.groupby(arm["person"]).sum() ** 2).sum() / len(arm) ** 2
    naive = math.sqrt(free.var() / len(free) + other.var() / len(other))
    assert abs(se / naive - 1) > 0.02, explain(
        called=call, got=f"se {se:.4f}, as if every row were another person",
        wanted="a standard error that knows which rows belong to one person",
        look="residuals are summed within a person before they are squared", misconception="interval.naive_se")
    assert abs(se / math.sqrt(variance) - 1) < 0.02, explain(
        called=call, got=f"se {se:.4f}", wanted="the standard error clustered by person, as the task defines it",
        look="sum within the person, square, add, divide by the arm's rows squared, add the arms, take the root",
        misconception="interval.naive_se")
    assert abs((lo + hi) / 2 - diff) < 1e-6 and abs((hi - lo) / 2 / se - 1.96) < 0.02, explain(
        called=call, got=f"the interval {lo:.3f} to {hi:.3f} around {diff:.3f}",
        wanted="1.96 standard errors on either side: 95% between the two ends", look="which factor, on which side?",
        misconception="interval.wrong_tails")
### END HIDDEN TESTS

# %% role="check" key="itt_twice" task="itt" points=1
# Sealed: every row said twice, and the two arms exchanged.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "itt_twice")
table = some_people(rng, 900)
once = numbers_of(itt(table.copy()), ("diff", "se"), "itt(900 people)")
twice = numbers_of(itt(pd.concat([table, table], ignore_index=True)), ("diff", "se"), "itt(900 people, said twice)")
assert np.allclose(once, twice, rtol=0.02) and twice[1] > 0, explain(
    called="itt(every row said twice)", got=f"se {twice[1]:.4f} after {once[1]:.4f}",
    wanted="the same standard error: a copy is no new fact", look="what does the number of rows do to your formula?",
    misconception="interval.naive_se")
swapped = numbers_of(itt(table.assign(free=~table["free"])), ("diff", "se"), "itt(arms exchanged)")
assert abs(swapped[0] + once[0]) < 1e-9 and abs(swapped[1] / once[1] - 1) < 1e-6 and once[0] != 0, explain(
    called="itt(the two arms exchanged)", got=f"diff {swapped[0]:.4f} after {once[0]:.4f}",
    wanted="the same number with the other sign, and the same standard error",
    look="free minus other, whichever is larger", misconception="cause.wrong_arm")
### END HIDDEN TESTS

# %% [markdown] role="task" key="people_needed"
# ## Task 4 — how many people next time?
# Write `people_needed(effect, sd, icc, years)`. Return, as an `int`, how many *people per arm* a new trial needs to
# find a difference of `effect` visits per year with 80% power in a two-sided test at 5%. `sd` is the standard
# deviation of one person-year; each person is watched for `years` years (1 or more), and `icc` (0 to 1) is how alike
# the years of one person are. A person's mean has variance `sd² · (1 + (years − 1) · icc) / years`; per arm you need
# 2 · (z₀.₉₇₅ + z₀.₈)² · variance / effect², rounded *up*.

# %% [markdown] role="hints" key="people_needed"
# 1. With `icc` of 1 all years of a person are the same. How much do four more years then help?
# 2. First the variance of one person's mean, then the formula of the text; z₀.₉₇₅ is about 1.96, z₀.₈ about 0.84.
# 3. `stats.norm.ppf(0.975)` and `stats.norm.ppf(0.8)` are the two z; `math.ceil` rounds up and gives an `int`.

# %% role="answer" key="people_needed" skill="power"
def people_needed(effect, sd, icc, years):
    """Return the number of people per arm for 80% power, two-sided at 5%."""
    ### BEGIN SOLUTION
    variance = sd**2 * (1 + (years - 1) * icc) / years
    z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
    return math.ceil(2 * z**2 * variance / effect**2)
    ### END SOLUTION

# %% role="check" key="people_needed_type" task="people_needed" points=1
few, many = people_needed(1.0, 4.5, 0.5, 3), people_needed(0.5, 4.5, 0.5, 3)
assert type(few) in INTS and type(many) in INTS, explain(
    called="people_needed(1.0, 4.5, 0.5, 3)", got=few, wanted="a whole number of people, an int",
    look="math.ceil gives an int; np.ceil gives a float")
assert 0 < 3 * few < many < 5 * few, explain(
    called="people_needed(0.5, …) after people_needed(1.0, …)", got=f"{many} after {few}",
    wanted="about four times as many people for half the effect", look="the effect is squared")

# %% role="check" key="people_needed_formula" task="people_needed" points=2
# Sealed: fresh trials, among them years that are all alike and years that are not alike at all.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "people_needed_formula")
cases = [(1.0, 4.0, 1.0, 4), (0.8, 5.0, 0.0, 3)]
cases += [(float(rng.uniform(0.3, 1)), float(rng.uniform(3, 6)), float(rng.uniform(0.3, 0.7)), 4) for _ in range(8)]
z = stats.norm.ppf(0.975) + stats.norm.ppf(0.8)
for effect, sd, icc, years in cases:
    exact = 2 * (z * sd / effect) ** 2 * (1 + (years - 1) * icc) / years
    call = f"people_needed({effect:.3f}, {sd:.3f}, {icc:.3f}, {years})"
    n = people_needed(effect, sd, icc, years)
    assert type(n) in INTS, explain(called=call, got=n, wanted="a whole number, an int", look="math.ceil gives an int")
    rows = 2 * (z * sd / effect) ** 2
    assert icc == 0 or abs(n - rows / years) > 1.5, explain(
        called=call, got=f"{n}, as if every year were another person",
        wanted="people enough although a person's years are alike", look="where does icc enter your formula?",
        misconception="interval.naive_se")
    assert abs(n - rows * (1 + (years - 1) * icc)) > 1.5, explain(
        called=call, got=f"{n}, which is the number of person-years", wanted="people per arm",
        look="each person brings several years: divide by them once", misconception="table.grain")
    one_sided = exact * ((stats.norm.ppf(0.95) + stats.norm.ppf(0.8)) / z) ** 2
    assert abs(n - one_sided) > 1.5, explain(
        called=call, got=f"{n}, enough for a test that looks at one side only",
        wanted="a two-sided test at 5%: 2.5% on either side", look="which quantile belongs to a two-sided 5%?",
        misconception="test.one_sided")
    assert n > exact - 1e-9, explain(
        called=call, got=f"{n}, which is too few", wanted="the smallest whole number that is enough",
        look="round up, never to the nearest; two arms give the factor 2", misconception="count.rounding")
    assert n - exact < 1 + 1e-9, explain(
        called=call, got=f"{n}, which is more than needed", wanted="people per arm, the smallest whole number",
        look="people per arm, not of both arms")
fewer = people_needed(-0.5, 4.5, 0.5, 3)
assert fewer == people_needed(0.5, 4.5, 0.5, 3), explain(
    called="people_needed(-0.5, 4.5, 0.5, 3)", got=fewer, wanted="as many people as for 0.5: a fall is an effect too",
    look="the effect is squared", misconception="test.one_sided")
### END HIDDEN TESTS

# %% [markdown] role="task" key="subgroups"
# ## Task 5 — eight chances to be fooled
# Write `subgroups(table, columns, estimate)`. For each of `columns`, and within it each value from low to high, call
# `estimate(rows with this value)`; it returns a dict with `diff` and `se`, as your `itt` does. Return a DataFrame with
# one row per call and the columns `column`, `value`, `diff`, `se`, `p` and `p_holm`. `p` is two-sided, from the normal
# distribution of diff / se. `p_holm` is `p` after Holm over *all* m rows: sort the p from small to large, multiply the
# smallest by m, the next by m − 1, and so on; none may be below the one before it, and none above 1. Keep every row,
# in the order of the calls.

# %% [markdown] role="hints" key="subgroups"
# 1. Twenty subgroups without any effect give about one p below 0.05. Which of your rows would you have reported?
# 2. Collect the rows first and adjust at the end. Holm walks from the smallest p upwards: multiply, never fall below
#    what came before, stop at 1.
# 3. `order = np.argsort(p)`, `steps = p[order] * np.arange(m, 0, -1)`, `np.maximum.accumulate(steps)`, capped by
#    `np.minimum(…, 1)`; write the result back with `adjusted[order] = …`.

# %% role="answer" key="subgroups" skill="multiple-tests"
def subgroups(table, columns, estimate):
    """Return a DataFrame, one row per subgroup: column, value, diff, se, p, p_holm."""
    ### BEGIN SOLUTION
    rows = []
    for column in columns:
        for value, part in table.groupby(column):
            made = estimate(part)
            rows.append({"column": column, "value": value, "diff": made["diff"], "se": made["se"]})
    seen = pd.DataFrame(rows)
    p = 2 * stats.norm.sf(np.abs(seen["diff"] / seen["se"]))
    order, m = np.argsort(p), len(p)
    adjusted = np.empty(m)
    adjusted[order] = np.minimum(np.maximum.accumulate(p[order] * np.arange(m, 0, -1)), 1)
    return seen.assign(p=p, p_holm=adjusted)
    ### END SOLUTION

# %% role="check" key="subgroups_shape" task="subgroups" points=1
table = TRIAL.head(400)
seen = subgroups(table.copy(), ["female", "child"], lambda part: {"diff": float(part["visits"].mean()), "se": 2.0})
wanted = ["column", "value", "diff", "se", "p", "p_holm"]
call = 'subgroups(table, ["female", "child"], estimate)'
assert type(seen) is pd.DataFrame and set(wanted) <= set(seen) and len(seen) == 4, explain(
    called=call, got=kind_of(seen), wanted="a DataFrame of four rows with the columns " + ", ".join(wanted),
    look="two columns with two values each")
assert list(seen["column"]) == ["female"] * 2 + ["child"] * 2 and list(seen["value"]) == [0, 1, 0, 1], explain(
    called=call, got=list(zip(seen["column"], seen["value"])),
    wanted="the order of the columns, values from low to high",
    look="groupby sorts the values")
means = [table.loc[table[name] == value, "visits"].mean() for name in ("female", "child") for value in (0, 1)]
assert np.allclose(seen["diff"], means), explain(
    called=call, got=seen["diff"].round(2).tolist(), wanted="what estimate says about the rows of each value",
    look="what do you hand to estimate?")

# %% role="check" key="subgroups_holm" task="subgroups" points=3
# Sealed: estimates that were made up for the occasion, with p-values from tiny to one.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "subgroups_holm")
for case in range(4):
    names = ["north", "east", "old"]
    table = pd.DataFrame({"north": np.tile([0, 1], 12), "east": np.tile([0, 1, 2], 8), "old": np.tile([0, 1, 2, 3], 6),
                          "visits": np.arange(24.0)})
    z = rng.permutation([3.4, -2.9, 2.65, 2.62, -2.05, 1.2, 0.9, 0.8, -0.05]) * rng.uniform(0.97, 1.03)
    queue = list(z)
    table = table.iloc[::-1].reset_index(drop=True)  # the first row holds the highest values
    seen = subgroups(table, names, lambda part: {"diff": 0.5 * queue.pop(0), "se": 0.5, "lo": 0.0, "hi": 0.0})
    call = "subgroups(table, three columns with nine values, estimate)"
    assert type(seen) is pd.DataFrame and {"p", "p_holm", "diff"} <= set(seen), explain(
        called=call, got=kind_of(seen), wanted="a DataFrame with p and p_holm", look="the names of the columns")
    assert len(seen) == 9 and np.allclose(seen["diff"], 0.5 * z), explain(
        called=call, got=f"{len(seen)} rows", wanted="a row for every subgroup, in the order of the calls",
        look="are some rows dropped or sorted? What was tried has to be seen", misconception="test.multiple")
    p = 2 * stats.norm.sf(np.abs(z))
    one_sided = bool(np.allclose(seen["p"], stats.norm.sf(z)) or np.allclose(seen["p"], p / 2))
    assert not one_sided, explain(
        called=call, got="p-values that look at one side only", wanted="two-sided p-values",
        look="a difference in the other direction would have surprised you as well", misconception="test.one_sided")
    assert np.allclose(seen["p"], p), explain(
        called=call, got=seen["p"].round(4).tolist(), wanted="two-sided p-values of diff / se from the normal",
        look="2 * stats.norm.sf(abs(z))")
    assert list(seen["value"]) == [0, 1, 0, 1, 2, 0, 1, 2, 3], explain(
        called=call, got=f"values {list(seen['value'])}", wanted="each column's values from low to high",
        look="unique keeps the order of the rows; sort it", misconception="leak.order")
    order = np.argsort(p)
    steps = p[order] * np.arange(9, 0, -1)
    right, held = np.empty(9), np.asarray(seen["p_holm"], dtype=float)
    right[order] = np.minimum(np.maximum.accumulate(steps), 1)
    assert not np.allclose(held, p), explain(
        called=call, got="p_holm equal to p", wanted="p-values that pay for the number of looks",
        look="is anything multiplied?", misconception="test.multiple")
    apart = np.zeros(9)
    for name in names:
        spot = np.flatnonzero(np.asarray(seen["column"]) == name)
        spot = spot[np.argsort(p[spot])]
        apart[spot] = np.minimum(np.maximum.accumulate(p[spot] * np.arange(len(spot), 0, -1)), 1)
    assert not np.allclose(held, apart), explain(
        called=call, got="each column corrected by itself", wanted="Holm over all rows of the table together",
        look="whoever looks at all columns has as many chances as there are rows", misconception="test.multiple")
    assert held.max() <= 1, explain(
        called=call, got=f"a p_holm of {held.max():.2f}", wanted="probabilities: none above 1", look="np.minimum(…, 1)",
        misconception="test.holm_steps")
    assert (np.diff(held[order]) > -1e-12).all(), explain(
        called=call, got="a larger p with a smaller p_holm", wanted="none below the one before it, from small to large",
        look="np.maximum.accumulate over the sorted steps", misconception="test.holm_steps")
    assert not np.allclose(held, np.minimum(p * 9, 1)), explain(
        called=call, got="every p times the number of rows", wanted="Holm: times m, m − 1, m − 2 …, from the smallest",
        look="that is Bonferroni, which is right but gives power away", misconception="test.holm_steps")
    assert np.allclose(held, right), explain(
        called=call, got=held.round(4).tolist(), wanted="Holm over all rows of the table together",
        look="m is the number of rows of all columns; write the steps back in the order of the calls",
        misconception="test.multiple")
### END HIDDEN TESTS

# %% [markdown] role="task" key="readout"
# ## Task 6 — the read-out
# Write `readout(table, effect, checked, parts)`. `table` has `person` and `free`; `effect` is a dict as from `itt`,
# `checked` a DataFrame as from `balance`, `parts` one as from `subgroups`. Return a dict with `people_free` and
# `people_other` (distinct people, int), `person_years` (rows of the table, int), `diff` and `interval` (`[lo, hi]`),
# `worst_balance` (the largest absolute `std_diff`, float), `subgroups_tried` (int), `subgroups_found` (int: how many
# have `p_holm` below 0.05), and `verdict`: "raises" if the whole interval is above zero, "lowers" if it is wholly
# below, else "undecided".

# %% [markdown] role="hints" key="readout"
# 1. How many people are there, and how many rows? Which of the two p-values belongs into a report?
# 2. The verdict needs the interval and never the sign of the difference alone; the worst balance may be negative.
# 3. `table.loc[table["free"], "person"].nunique()`, `checked["std_diff"].abs().max()`, `(parts["p_holm"] < 0.05).sum()`
#    with `int(…)` around it, and two comparisons with 0.

# %% role="answer" key="readout" skill="clustered-error"
def readout(table, effect, checked, parts):
    """Return the numbers of the read-out as a dict that JSON can hold."""
    ### BEGIN SOLUTION
    lo, hi = float(effect["lo"]), float(effect["hi"])
    verdict = "raises" if lo > 0 else "lowers" if hi < 0 else "undecided"
    return {
        "people_free": int(table.loc[table["free"], "person"].nunique()),
        "people_other": int(table.loc[~table["free"], "person"].nunique()),
        "person_years": len(table),
        "diff": float(effect["diff"]),
        "interval": [lo, hi],
        "worst_balance": float(checked["std_diff"].abs().max()),
        "subgroups_tried": len(parts),
        "subgroups_found": int((parts["p_holm"] < 0.05).sum()),
        "verdict": verdict,
    }
    ### END SOLUTION

# %% role="check" key="readout_keys" task="readout" points=1
checked = pd.DataFrame({"free": [0.5], "other": [0.4], "std_diff": [0.25]}, index=["female"])
parts = pd.DataFrame({"column": ["female"] * 2, "value": [0, 1], "diff": [1.0, 0.5], "se": [0.2, 0.3],
                      "p": [1e-6, 0.1], "p_holm": [2e-6, 0.1]})
made = readout(TRIAL.head(200).assign(free=TRIAL["plan"].head(200) == 4),
               {"diff": 1.0, "se": 0.25, "lo": 0.51, "hi": 1.49}, checked, parts)
call = "readout(table, effect, checked, parts)"
wanted = ["people_free", "people_other", "person_years", "diff", "interval", "worst_balance", "subgroups_tried",
          "subgroups_found", "verdict"]
assert type(made) is dict and set(made) == set(wanted), explain(
    called=call, got=sorted(made) if type(made) is dict else kind_of(made), wanted="a dict with " + ", ".join(wanted),
    look="the names of the keys")
assert made["person_years"] == 200 and made["subgroups_tried"] == 2 and made["verdict"] == "raises", explain(
    called=call, got=f"{made['person_years']} rows, {made['subgroups_tried']} tried, verdict {made['verdict']}",
    wanted="200 rows, two subgroups, and an interval wholly above zero read as raises", look="the text of the task")
alien = [key for key in wanted if not isinstance(made[key], (int, float, str, list, tuple))]
assert not alien, explain(
    called=call, got=", ".join(f"{key}: {kind_of(made[key])}" for key in alien), wanted="values that JSON can hold",
    look="int(…) and float(…) turn NumPy's numbers into plain ones")
json.dumps(made)

# %% role="check" key="readout_numbers" task="readout" points=2
# Sealed: every number recomputed, for an effect above zero, one below, and one that nobody can tell from nothing.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "readout_numbers")
cases = [(1.1, 0.2, "raises"), (-0.9, 0.2, "lowers"), (0.4, 0.3, "undecided"), (-0.4, 0.3, "undecided"),
         (0.5, 0.0, "undecided"), (-0.5, 0.0, "undecided")]
for diff, se, verdict in cases:
    table = some_people(rng, 201)
    effect = {"diff": diff, "se": se, "lo": diff - 1.96 * se, "hi": diff + 1.96 * se + 0.03}
    if se == 0:  # an interval that begins or ends at zero, from another method
        effect.update(se=0.25, lo=diff - 0.5, hi=diff + 0.5)
    checked = pd.DataFrame({"free": 0.0, "other": 0.0, "std_diff": [0.03, -0.21, 0.08]}, index=["a", "b", "c"])
    p = np.array([0.001, 0.012, 0.03, 0.04, 0.2, 0.7])
    parts = pd.DataFrame({"column": "a", "value": range(6), "diff": 1.0, "se": 1.0, "p": p,
                          "p_holm": [0.006, 0.05, 0.12, 0.12, 0.4, 0.7]})
    call = f"readout(…), with the interval {effect['lo']:.2f} to {effect['hi']:.2f},"
    made = readout(table.copy(), dict(effect), checked.copy(), parts.copy())
    assert type(made) is dict, explain(called=call, got=kind_of(made), wanted="a dict", look="the last line")
    assert (made.get("people_free"), made.get("people_other")) == (100, 101), explain(
        called=call, got=f"{made.get('people_free')} and {made.get('people_other')} people",
        wanted="distinct people in each arm", look="a row is a person-year", misconception="table.grain")
    assert made.get("person_years") == len(table) and made.get("subgroups_tried") == 6, explain(
        called=call, got=f"{made.get('person_years')} rows and {made.get('subgroups_tried')} subgroups tried",
        wanted="all rows, and all subgroups that were looked at", look="count before you select",
        misconception="test.multiple")
    assert made.get("subgroups_found") == 1, explain(
        called=call, got=f"{made.get('subgroups_found')} subgroups found", wanted="those that survive Holm",
        look="which of the two p-values do you compare with 0.05? Is 0.05 itself below it?", misconception="test.multiple")
    assert np.isclose(made.get("worst_balance"), 0.21), explain(
        called=call, got=made.get("worst_balance"), wanted="the largest difference in either direction",
        look="an imbalance may be negative", misconception="balance.sign")
    ends = [effect["lo"], effect["hi"]]
    assert np.isclose(made.get("diff"), diff) and np.allclose(made.get("interval"), ends), explain(
        called=call, got=f"{made.get('diff')} with {made.get('interval')}", wanted="the effect that was handed in",
        look="the arguments of readout", misconception="interval.none")
    assert made.get("verdict") == verdict, explain(
        called=call, got=made.get("verdict"), wanted="a verdict that the whole interval supports",
        look="an interval that holds zero decides nothing, at its end too; below zero is a finding", misconception="interval.none")
### END HIDDEN TESTS

# %% key="save"
trial = TRIAL.assign(free=free_care(TRIAL), older=(TRIAL["age"] >= 30).astype(int))
effect, checked = itt(trial), balance(trial, TRAITS)
parts = subgroups(trial, ["female", "child", "older", "limited"], itt)
result = readout(trial, effect, checked, parts)
Path("trial-readout.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
print(f"To find half a visit again: {people_needed(0.5, trial['visits'].std(), 0.45, 3)} people per arm")
print(parts.round(4).to_string())
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the ministry: the problem, your approach, the effect in visits per year with its interval.
# Then the limits: the other arm mixes many plans, families and not single people drew the lot, some people left
# early. What does that do to the number or to its interval, and what would you ask for?
# === BEGIN ANSWER ===
# *Problem.* The ministry thinks of dropping what patients pay. It wants to know whether people would go to the doctor
# more often, and by how much, before it pays for it.
#
# *Approach.* The plans were given by lot, so I compare all 1,980 people with free care with all 3,932 others, whether
# they went to a doctor or not. Plan 13 looks free in the coinsurance column, but has a deductible; it belongs to the
# others. The years of one person are alike, so the standard error counts people and not rows.
#
# *Effect.* Free care goes with 1.05 more visits per year; the interval is 0.83 to 1.26. A standard error that takes
# rows for people would be 0.070 in place of 0.110 and promise far too much.
#
# *Limits.* "Other" is a mixture of coinsurance from 0 to 100%, so 1.05 is the effect against that mixture and not
# against one price. Families drew the lot together and the family's number is not in the file, so even the clustered
# interval is probably too narrow. Who leaves a plan early may differ between the arms. I would ask for the family
# numbers, for the reasons of leaving, and compare with a single price that was settled in advance.
# === END ANSWER ===
