# ---
# title: Smoking and birth weight
# minutes: 60
# problem: How much lighter are babies because their mothers smoke, when nobody drew lots?
# artefact: birth-weight-memo.json
# ---
# %% [markdown] key="intro"
# # Smoking and birth weight
# In a file of 4,642 births the babies of 864 smokers weigh 275 g less. But smokers are younger, less often married and
# shorter in school, and each of these goes with lighter babies too. A health insurer wants to know what a stop-smoking
# programme could bring. You will choose what to adjust for, adjust in two ways, and say what could still be wrong.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
import math
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

FLOATS = (float, np.float64)
BIRTHS = load_data("birth_weight")
# The codebook: what a column is, when it was settled, which column it repeats, and whether it holds numbers.
CODEBOOK = pd.DataFrame(
    [("bweight", "outcome", "at birth", "", "number"), ("lbweight", "trait", "at birth", "", "number"),
     ("mbsmoke", "treatment", "during", "", "text"), ("mbsmoke_", "treatment", "during", "mbsmoke", "number"),
     ("msmoke", "treatment", "during", "", "text"), ("mmarried", "trait", "before", "", "text"),
     ("mmarried_", "trait", "before", "mmarried", "number"), ("mage", "trait", "before", "", "number"),
     ("mage2", "trait", "before", "mage", "number"), ("medu", "trait", "before", "", "number"),
     ("fage", "trait", "before", "", "number"), ("fedu", "trait", "before", "", "number"),
     ("mrace", "trait", "before", "", "number"), ("frace", "trait", "before", "", "number"),
     ("mhisp", "trait", "before", "", "number"), ("fhisp", "trait", "before", "", "number"),
     ("foreign", "trait", "before", "", "number"), ("deadkids", "trait", "before", "", "number"),
     ("order", "trait", "before", "", "number"), ("monthslb", "trait", "before", "", "number"),
     ("fbaby", "trait", "before", "", "text"), ("fbaby_", "trait", "before", "fbaby", "number"),
     ("alcohol", "trait", "during", "", "number"), ("prenatal", "trait", "during", "", "number"),
     ("prenatal1", "trait", "during", "", "text"), ("prenatal1_", "trait", "during", "prenatal1", "number"),
     ("nprenatal", "trait", "during", "", "number"), ("birthmonth", "trait", "at birth", "", "number")],
    columns=["name", "role", "settled", "copy_of", "kind"])
GRAMS, SMOKES = BIRTHS["bweight"].to_numpy(float), BIRTHS["mbsmoke_"].to_numpy()
FACTS = ["mage", "medu", "mmarried_", "mrace", "order"]  # a few columns for the visible checks


def kind_of(value):
    """Name a value's type, and its shape where it has one: the checks use it in their messages."""
    shaped = type(value) in (np.ndarray, pd.Series, pd.DataFrame)
    return f"{type(value).__name__} of shape {value.shape}" if shaped else type(value).__name__


def numbers_of(made, keys, called):
    """Return the values under `keys` of a dict as floats, after making sure that they are there."""
    assert type(made) is dict and all(type(made.get(key)) in FLOATS for key in keys), explain(
        called=called, got=made if type(made) is dict else kind_of(made),
        wanted="a dict with one float under each of: " + ", ".join(keys), look="float(…) turns NumPy's scalar into one")
    return [float(made[key]) for key in keys]


BIRTHS.groupby("mbsmoke")[["bweight", "mage", "medu", "mmarried_", "alcohol", "nprenatal"]].mean().round(2)

# %% [markdown] role="task" key="controls"
# ## Task 1 — what may you adjust for?
# Write `controls(book)`. `book` is a codebook like CODEBOOK: `name`, `role` ("outcome", "treatment" or "trait"),
# `settled` ("before" the pregnancy, "during" it or "at birth"), `copy_of` (the name of the column that it repeats, or
# "") and `kind` ("number" or "text"). Return a list of names in the book's order: traits settled *before*, in columns
# of numbers. Of a column and its copies keep only the one of numbers that the book names first. A copy may stand above
# what it repeats, a column may have several copies, and no copy is the copy of a copy. The book's index may be anything.

# %% [markdown] role="hints" key="controls"
# 1. What could smoking itself have changed? Whatever comes after it is part of its effect, or a result of the outcome.
# 2. Filter first: role, time and kind. Then think of each column's family: `copy_of` where it is filled, else its own
#    name. One member per family stays.
# 3. `family = kept["copy_of"].where(kept["copy_of"] != "", kept["name"])`, then
#    `kept.loc[~family.duplicated(), "name"].tolist()`.

# %% role="answer" key="controls" skill="confounding"
def controls(book):
    """Return the names of the columns to adjust for, in the book's order."""
    ### BEGIN SOLUTION
    kept = book[(book["role"] == "trait") & (book["settled"] == "before") & (book["kind"] == "number")]
    family = kept["copy_of"].where(kept["copy_of"] != "", kept["name"])
    return kept.loc[~family.duplicated(), "name"].tolist()
    ### END SOLUTION

# %% role="check" key="controls_list" task="controls" points=1
chosen = controls(CODEBOOK.copy())
assert type(chosen) is list and all(type(name) is str for name in chosen), explain(
    called="controls(CODEBOOK)", got=kind_of(chosen), wanted="a list of column names", look=".tolist()")
assert {"mage", "mmarried_", "fedu"} <= set(chosen) and "bweight" not in chosen and "mbsmoke_" not in chosen, explain(
    called="controls(CODEBOOK)", got=chosen, wanted="traits of the parents, neither the outcome nor the treatment",
    look="the column role")

# %% role="check" key="controls_book" task="controls" points=3
# Sealed: the codebook of another study, in any order, with copies above what they repeat.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "controls_book")
rows = [("pulse", "outcome", "at birth", "", "number"), ("drug", "treatment", "during", "", "number"),
        ("wing", "trait", "before", "", "text"), ("wing_code", "trait", "before", "wing", "number"),
        ("weight", "trait", "before", "", "number"), ("weight_sq", "trait", "before", "weight", "number"),
        ("weight_text", "trait", "before", "weight", "text"), ("name", "trait", "before", "", "text"),
        ("salt", "trait", "during", "", "number"), ("pulse_high", "trait", "at birth", "", "number"),
        ("height", "trait", "before", "", "number"), ("past_drug", "treatment", "before", "", "number"),
        ("diet", "trait", "before", "", "text"), ("diet_rank", "trait", "before", "diet", "number"),
        ("diet_code", "trait", "before", "diet", "number")]
families = [{"wing_code"}, {"weight", "weight_sq"}, {"height"}, {"diet_rank", "diet_code"}]
for _ in range(6):
    order = rng.permutation(len(rows))
    for turn in (order, order[::-1]):
        book = pd.DataFrame([rows[i] for i in turn], columns=["name", "role", "settled", "copy_of", "kind"])
        book.index = turn + 7  # as left over from another order
        chosen = controls(book.copy())
        call = "controls(the codebook of another study)"
        assert type(chosen) is list, explain(called=call, got=kind_of(chosen), wanted="a list", look=".tolist()")
        assert not {"salt", "pulse_high"} & set(chosen), explain(
            called=call, got=f"a list with {sorted({'salt', 'pulse_high'} & set(chosen))}",
            wanted="only what was settled before the treatment",
            look="a column that the treatment can change takes a part of the effect away",
            misconception="cause.bad_control")
        assert not {"drug", "past_drug", "pulse"} & set(chosen), explain(
            called=call, got=chosen, wanted="traits alone", look="the column role", misconception="cause.bad_control")
        twins = any(len(family & set(chosen)) > 1 for family in families)
        assert not twins and not {"wing", "name", "weight_text", "diet"} & set(chosen), explain(
            called=call, got=chosen, wanted="columns of numbers, one of each family",
            look="a column and its copies are one family; copy_of names it, also where the column itself is text",
            misconception="cause.twin_columns")
        first = {next(name for name in book["name"] if name in family) for family in families}
        right = [name for name in book["name"] if name in first]
        assert chosen == right, explain(
            called=call, got=chosen, wanted="the first of each family's columns of numbers, in the book's order",
            look="a copy may be the only one with numbers, and may stand above the original; the order is that of "
                 "the rows, whatever the index says",
            misconception="cause.twin_columns")
### END HIDDEN TESTS

# %% [markdown] role="task" key="adjusted"
# ## Task 2 — adjust by regression
# Write `adjusted(y, t, X)`. `y` holds outcomes, `t` 0 or 1 (1: treated), both NumPy arrays of n rows; `X` is a
# DataFrame of numbers with the controls, its rows in the order of `y` and `t`, whatever its index says. Fit ordinary
# least squares of `y` on an intercept, `t` and `X`. Return a dict of two floats: `effect`, the coefficient of `t`, and
# `se`, its standard error that allows another spread in every row ("robust": HC0 to HC3, 3% of leeway). No column of
# `X` follows from the others, and there are far fewer of them than rows.

# %% [markdown] role="hints" key="adjusted"
# 1. Which coefficient answers the question? The others describe their columns, and nobody chose controls for *those*.
# 2. Put a column of ones, `t` and `X` side by side and solve least squares; the second coefficient is yours. For the
#    robust error each row brings its own squared residual.
# 3. `D = np.column_stack([np.ones(len(t)), t, X])`, `A = np.linalg.inv(D.T @ D)`, `b = A @ D.T @ y`; the covariance is
#    `A @ (D.T * left**2) @ D @ A` with `left = y - D @ b`. statsmodels does it with cov_type="HC1".

# %% role="answer" key="adjusted" skill="confounding"
def adjusted(y, t, X):
    """Return {"effect", "se"} of the treatment, by least squares with robust errors."""
    ### BEGIN SOLUTION
    design = np.column_stack([np.ones(len(t)), t, X.to_numpy(float)])
    inverse = np.linalg.inv(design.T @ design)
    coefficients = inverse @ design.T @ y
    left = y - design @ coefficients
    covariance = inverse @ (design.T * left**2) @ design @ inverse
    return {"effect": float(coefficients[1]), "se": math.sqrt(covariance[1, 1])}
    ### END SOLUTION

# %% role="check" key="adjusted_dict" task="adjusted" points=1
call = "adjusted(GRAMS, SMOKES, BIRTHS[FACTS])"
effect, se = numbers_of(adjusted(GRAMS.copy(), SMOKES.copy(), BIRTHS[FACTS].copy()), ("effect", "se"), call)
assert -275 < effect < -200 and 15 < se < 35, explain(
    called=call, got=f"effect {effect:.1f}, se {se:.1f}",
    wanted="grams: less than the plain difference of -275, and an error that is small beside it",
    look="an intercept, t and the columns of X, all at once; the coefficient of t")

# %% role="check" key="adjusted_known" task="adjusted" points=2
# Sealed: outcomes made up of the real columns, so that the effect is known.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "adjusted_known")
for case in range(4):
    rows = rng.permutation(len(BIRTHS))[:800]
    X, t = BIRTHS[["mage", "medu", "monthslb", "fage"]].iloc[rows].reset_index(drop=True), SMOKES[rows]
    true = float(rng.uniform(-300, -100))
    y = 2500 + true * t + X.to_numpy(float) @ rng.uniform(5, 30, 4)
    call = "adjusted(y, t, X), with y made of t and X without any noise,"
    effect, _ = numbers_of(adjusted(y.copy(), t.copy(), X.copy()), ("effect", "se"), call)
    plain = y[t == 1].mean() - y[t == 0].mean()
    assert abs(effect - plain) > 1e-3, explain(
        called=call, got="the plain difference of the two means", wanted="the part that belongs to t",
        look="do the columns of X enter the fit?", misconception="cause.confounding")
    assert abs(effect - true) < 1e-3, explain(
        called=call, got=f"{effect:.2f}", wanted="exactly the effect that y was made with",
        look="the coefficient of t as it is, with an intercept beside it; no scaling of t, nothing left out",
        misconception="cause.confounding")
    other = adjusted(y.copy(), 1 - t, X.copy())
    assert type(other) is dict and abs(other["effect"] + true) < 1e-3, explain(
        called="adjusted(y, 1 - t, X)", got="not the same number with the other sign",
        wanted="the sign to follow the treatment", look="which coefficient do you return?")
    call = "adjusted(y, t, X), with X under the index that it had in the whole file,"
    effect, _ = numbers_of(adjusted(y.copy(), t.copy(), X.set_axis(rows, axis=0)), ("effect", "se"), call)
    assert abs(effect - true) < 1e-3, explain(
        called=call, got=f"{effect:.2f}", wanted="the same effect as under the index 0, 1, 2 …",
        look="rows belong together by place: X.to_numpy(), for pandas joins columns by their index",
        misconception="leak.order")
### END HIDDEN TESTS

# %% role="check" key="adjusted_error" task="adjusted" points=2
# Sealed: few treated rows, whose outcomes spread far more than the others.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "adjusted_error")
t = (np.arange(1500) % 10 == 0).astype(int)
X = pd.DataFrame({"a": rng.normal(size=1500), "b": rng.uniform(size=1500)})
y = 100 + 10 * t + X["a"].to_numpy() + rng.normal(size=1500) * np.where(t == 1, 40, 5)
call = "adjusted(y, t, X), where one row in ten is treated and spreads eight times as far,"
effect, se = numbers_of(adjusted(y.copy(), t.copy(), X.copy()), ("effect", "se"), call)
design = np.column_stack([np.ones(1500), t, X.to_numpy()])
inverse = np.linalg.inv(design.T @ design)
left = y - design @ (inverse @ design.T @ y)
robust = math.sqrt((inverse @ (design.T * left**2) @ design @ inverse)[1, 1])
plain = math.sqrt(inverse[1, 1] * (left**2).sum() / 1496)
assert abs(se / plain - 1) > 0.05, explain(
    called=call, got=f"se {se:.2f}, as if every row had the same spread",
    wanted="an error that lets each row have its own",
    look="robust standard errors: the squared residual of each row stands in the middle",
    misconception="interval.naive_se")
assert abs(se / robust - 1) < 0.03, explain(
    called=call, got=f"se {se:.2f}", wanted="the robust standard error of the coefficient of t",
    look="the entry of t in the covariance matrix, and its root", misconception="interval.naive_se")
### END HIDDEN TESTS

# %% [markdown] role="task" key="propensity"
# ## Task 3 — how likely was the treatment?
# Write `propensity(X, labels, treated)`. `X` is a DataFrame of numbers, `labels` an array with two values of any kind,
# one of them equal to `treated`. Fit a model of the treatment on the rows and return, for the same rows, the
# probability of `treated` as a NumPy array of floats strictly between 0 and 1. The probabilities must mean what they
# say: their mean differs from the share of the treated by at most 0.02. Same rows in, same numbers out.

# %% [markdown] role="hints" key="propensity"
# 1. A weight 1/p wants a real probability. What does a re-weighted model say about a group of 19%?
# 2. Scaler and logistic regression in one pipeline, without class weights; then the column of `predict_proba` that
#    belongs to `treated`.
# 3. After the fit: `model.predict_proba(X)[:, list(model.classes_).index(treated)]`, a NumPy array already.

# %% role="answer" key="propensity" skill="weighting"
def propensity(X, labels, treated):
    """Return P(labels == treated) for each row of X, shape (n,)."""
    ### BEGIN SOLUTION
    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=1000)).fit(X, labels)
    return model.predict_proba(X)[:, list(model.classes_).index(treated)]
    ### END SOLUTION

# %% role="check" key="propensity_array" task="propensity" points=1
p = propensity(BIRTHS[FACTS].copy(), BIRTHS["mbsmoke"].to_numpy(), "smoker")
call = 'propensity(BIRTHS[FACTS], BIRTHS["mbsmoke"], "smoker")'
assert type(p) is np.ndarray and p.shape == (len(BIRTHS),) and p.dtype.kind == "f", explain(
    called=call, got=kind_of(p), wanted="a NumPy array with one float per row", look="one column of predict_proba")
assert p.min() > 0 and p.max() < 1 and p.min() < p.max(), explain(
    called=call, got=p, wanted="probabilities strictly between 0 and 1", look="predict_proba, and not predict")

# %% role="check" key="propensity_class" task="propensity" points=2
# Sealed: the same births under other names for the two groups.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "propensity_class")
rows = rng.permutation(len(BIRTHS))[:1500]
X, t = BIRTHS[FACTS].iloc[rows].reset_index(drop=True), SMOKES[rows] == 1
for treated, other in [(1, 0), (0, 1), ("daily", "never"), ("tobacco", "none")]:
    call = f"propensity(X, labels, {treated!r}), with {other!r} for the others,"
    p = propensity(X.copy(), np.where(t, treated, other), treated)
    assert type(p) is np.ndarray and p.shape == (1500,) and p.dtype.kind == "f" and p.min() < p.max(), explain(
        called=call, got=kind_of(p), wanted="one float per row", look="one column of predict_proba")
    assert p[t].mean() > p[~t].mean(), explain(
        called=call, got="higher probabilities for those who were not treated", wanted="the probability of `treated`",
        look="which column of predict_proba, and what does classes_ say?", misconception="proba.wrong_column")
    assert abs(p.mean() - t.mean()) < 0.02, explain(
        called=call, got=f"a mean of {p.mean():.2f} where {t.mean():.2f} are treated",
        wanted="probabilities that add up to the number of the treated",
        look="class weights pretend that both groups are equally large", misconception="proba.uncalibrated")
    again = propensity(X.copy(), np.where(t, treated, other), treated)
    assert np.shape(again) == (1500,) and np.allclose(again, p, rtol=0, atol=1e-6), explain(
        called=f"propensity(X, labels, {treated!r}), a second time on the same rows,", got="other probabilities",
        wanted="the same numbers for the same rows", look="random_state, in the model and in every shuffle",
        misconception="seed.missing")
### END HIDDEN TESTS

# %% [markdown] role="task" key="ipw"
# ## Task 4 — weigh instead
# Write `ipw(y, t, p, trim)`, with arrays of n rows: outcomes, treatment (0 or 1) and propensities. Leave out every row
# with `p < trim` or `p > 1 - trim` (0 ≤ trim < 0.5). A treated row weighs 1/p, another 1/(1 − p). Return a dict:
# `effect`, the weighted mean of `y` of the treated minus that of the others (each Σwy / Σw of its group); `used`, the
# number of rows (int); `ess_treated` and `ess_other`, the effective sample sizes (Σw)² / Σw² of each group, floats.
# Both groups keep some rows.

# %% [markdown] role="hints" key="ipw"
# 1. A smoker who looked like a sure non-smoker stands for many. What is *his* weight, and what is a non-smoker's?
# 2. Each row weighs one over the probability of what really happened to it. Weights within a group need not add up
#    to n, so divide by their own sum.
# 3. `w = np.where(t == 1, 1 / p, 1 / (1 - p))` after trimming; then `np.average(y[t == 1], weights=w[t == 1])` and the
#    same for 0.

# %% role="answer" key="ipw" skill="weighting"
def ipw(y, t, p, trim):
    """Return {"effect", "used", "ess_treated", "ess_other"} by inverse-propensity weights."""
    ### BEGIN SOLUTION
    kept = (p >= trim) & (p <= 1 - trim)
    y, t, p = y[kept], t[kept], p[kept]
    means, sizes = {}, {}
    for group, w in [(1, 1 / p[t == 1]), (0, 1 / (1 - p[t == 0]))]:
        means[group] = np.average(y[t == group], weights=w)
        sizes[group] = w.sum() ** 2 / (w**2).sum()
    return {"effect": float(means[1] - means[0]), "used": int(kept.sum()),
            "ess_treated": float(sizes[1]), "ess_other": float(sizes[0])}
    ### END SOLUTION

# %% role="check" key="ipw_small" task="ipw" points=1
y, t = np.array([3.0, 5.0, 1.0, 2.0, 4.0]), np.array([1, 1, 0, 0, 1])
p = np.array([0.5, 0.25, 0.5, 0.75, 0.5])
call = "ipw(five rows, trim 0.1)"
made = ipw(y.copy(), t.copy(), p.copy(), 0.1)
effect, treated, other = numbers_of(made, ("effect", "ess_treated", "ess_other"), call)
assert made.get("used") == 5 and effect > 0 and 2 < treated <= 3 and 1 < other <= 2, explain(
    called=call, got=made, wanted="all five rows, a positive effect, effective sizes of at most 3 and 2",
    look="what is left out, what weighs how much")

# %% role="check" key="ipw_weights" task="ipw" points=3
# Sealed: fresh rows with weights recomputed, groups exchanged and extreme propensities.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "ipw_weights")
for trim in (0.0, 0.05, 0.2):
    p = np.r_[rng.uniform(0.02, 0.98, 400), 0.001, 0.999, 0.01, 0.99, 0.03, 0.97, trim or 0.5, 1 - trim or 0.5]
    p = np.clip(p, 0.0005, 0.9995)
    t = (rng.random(len(p)) < p).astype(int)
    t[400:408] = [1, 0, 1, 0, 0, 1, 1, 0]
    y = 3000 + 800 * p - 200 * t + rng.normal(size=len(p)) * 50
    call = f"ipw(y, t, p, {trim}), on fresh rows,"
    made = ipw(y.copy(), t.copy(), p.copy(), trim)
    effect, treated, other = numbers_of(made, ("effect", "ess_treated", "ess_other"), call)
    kept = (p >= trim) & (p <= 1 - trim)
    a, b = kept & (t == 1), kept & (t == 0)
    assert made.get("used") == kept.sum(), explain(
        called=call, got=f"{made.get('used')} of {len(p)} rows used",
        wanted="rows outside of trim and 1 − trim left out, and those on the limit kept",
        look="both sides; left out, and not moved to the limit", misconception="cause.no_overlap")
    same = np.average(y[a], weights=1 / p[a]) - np.average(y[b], weights=1 / p[b])
    assert abs(effect - same) > 1e-6, explain(
        called=call, got="an effect with 1/p for both groups", wanted="each row weighed by what happened to it",
        look="how likely was it that this row was *not* treated?", misconception="cause.same_weight")
    raw = ((y / p)[a].sum() - (y / (1 - p))[b].sum()) / kept.sum()
    assert abs(effect - raw) > 1e-6, explain(
        called=call, got="sums over all rows, where the weights do not add up to their number",
        wanted="in each group Σwy / Σw", look="divide by the sum of the group's own weights",
        misconception="cause.weights_unnormed")
    w1, w0 = 1 / p[a], 1 / (1 - p[b])
    right = np.average(y[a], weights=w1) - np.average(y[b], weights=w0)
    assert abs(effect - right) < 1e-6, explain(
        called=call, got=f"{effect:.2f}", wanted="the weighted mean of the treated minus that of the others",
        look="1/p for the treated, 1/(1 − p) for the others, after trimming", misconception="cause.same_weight")
    sizes = w1.sum() ** 2 / (w1**2).sum(), w0.sum() ** 2 / (w0**2).sum()
    assert np.allclose((treated, other), sizes, rtol=1e-6), explain(
        called=call, got=f"effective sizes {treated:.1f} and {other:.1f} of {a.sum()} and {b.sum()} rows",
        wanted="(Σw)² / Σw² within each group", look="uneven weights are worth fewer rows; a group of its own each",
        misconception="cause.weights_free")
### END HIDDEN TESTS

# %% [markdown] role="task" key="sensitivity"
# ## Task 5 — how strong would a hidden cause have to be?
# Write `sensitivity(effect, se, strength, gaps)`. Suppose a hidden yes-or-no trait adds `strength` grams (below zero:
# takes them away), and its share among the treated is larger by `gap` than among the others. Then `strength · gap` of
# the effect is not the treatment's. Return a DataFrame with one row per gap, in the given order: `gap`, `effect`
# (corrected), `lo` and `hi` (± 1.96 · se), and `holds` (bool): the interval excludes zero (an end on zero does not),
# on the same side as the *uncorrected* effect.

# %% [markdown] role="hints" key="sensitivity"
# 1. If half of the difference belongs to another cause, how much is left?
# 2. Subtract the bias from the effect, draw the interval around what is left, and ask whether all of it is still on
#    the old side of zero.
# 3. `left = effect - strength * np.asarray(gaps)`; for a negative effect it holds where `left + 1.96 * se < 0`, for a
#    positive one where `left - 1.96 * se > 0`.

# %% role="answer" key="sensitivity" skill="sensitivity"
def sensitivity(effect, se, strength, gaps):
    """Return a DataFrame with gap, effect, lo, hi and holds, one row per gap."""
    ### BEGIN SOLUTION
    gaps = np.asarray(gaps, dtype=float)
    left = effect - strength * gaps
    lo, hi = left - 1.96 * se, left + 1.96 * se
    holds = hi < 0 if effect < 0 else lo > 0
    return pd.DataFrame({"gap": gaps, "effect": left, "lo": lo, "hi": hi, "holds": holds})
    ### END SOLUTION

# %% role="check" key="sensitivity_table" task="sensitivity" points=1
seen = sensitivity(-240.0, 20.0, -400.0, [0.0, 0.25, 0.5])
call = "sensitivity(-240, 20, -400, [0, 0.25, 0.5])"
wanted = ["gap", "effect", "lo", "hi", "holds"]
assert type(seen) is pd.DataFrame and set(wanted) <= set(seen) and list(seen["gap"]) == [0.0, 0.25, 0.5], explain(
    called=call, got=kind_of(seen), wanted="three rows, one per gap, with the columns " + ", ".join(wanted),
    look="the names of the columns and the order of the gaps")
assert seen["effect"].iloc[0] == -240 and seen["holds"].dtype == bool and bool(seen["holds"].iloc[0]), explain(
    called=call, got=f"effect {seen['effect'].iloc[0]} at a gap of 0",
    wanted="the effect as it was where there is no gap, and True or False for holds", look="strength times a gap of 0")

# %% role="check" key="sensitivity_bias" task="sensitivity" points=2
# Sealed: effects of both signs and hidden causes of both signs, strong enough to turn a sign.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "sensitivity_bias")
for sign, hidden in [(-1, -1), (1, 1), (-1, 1), (1, -1)]:
    effect, se = sign * float(rng.uniform(180, 220)), float(rng.uniform(18, 22))
    strength = hidden * float(rng.uniform(480, 520))
    crossing = round((effect - sign * se) / strength, 3)  # what is left keeps its sign, but its interval holds zero
    gaps = [0.0, 0.1, 0.3, 0.5, 0.7, 0.9, -0.4, crossing]
    call = f"sensitivity({effect:.0f}, {se:.1f}, {strength:.0f}, {gaps})"
    seen = sensitivity(effect, se, strength, list(gaps))
    assert type(seen) is pd.DataFrame and {"effect", "lo", "hi", "holds"} <= set(seen) and len(seen) == 8, explain(
        called=call, got=kind_of(seen), wanted="one row per gap", look="the columns of the docstring")
    left = effect - strength * np.array(gaps)
    assert not np.allclose(seen["effect"], effect + strength * np.array(gaps)), explain(
        called=call, got="an effect to which the bias was added", wanted="the bias taken away from the effect",
        look="which part of the difference is the hidden cause's?", misconception="cause.bias_sign")
    assert np.allclose(seen["effect"], left), explain(
        called=call, got=seen["effect"].round(1).tolist(), wanted="the effect without the part of the hidden cause",
        look="strength times gap, for every gap", misconception="cause.bias_sign")
    ends = np.r_[left - 1.96 * se, left + 1.96 * se]
    assert np.allclose(np.r_[seen["lo"], seen["hi"]], ends, atol=0.5), explain(
        called=call, got=f"an interval {seen['lo'].iloc[2]:.0f} to {seen['hi'].iloc[2]:.0f} around {left[2]:.0f}",
        wanted="the interval around the corrected effect", look="lo and hi move with the effect",
        misconception="interval.none")
    right = left + 1.96 * se < 0 if sign < 0 else left - 1.96 * se > 0
    assert np.array_equal(np.asarray(seen["holds"], dtype=bool), right), explain(
        called=call, got=f"holds {list(map(bool, seen['holds']))}",
        wanted="True only where the whole interval lies on the side of the effect as it was reported",
        look="an interval that crosses zero does not hold, and one on the other side even less",
        misconception="interval.none")
for sign in (-1.0, 1.0):
    call = f"sensitivity({98 * sign:.0f}, 50, {-400 * sign:.0f}, [0, 0.5]), where 1.96 · 50 = 98,"
    seen = sensitivity(98.0 * sign, 50.0, -400.0 * sign, [0.0, 0.5])
    assert type(seen) is pd.DataFrame and list(map(bool, seen["holds"])) == [False, True], explain(
        called=call, got=f"holds {list(map(bool, seen['holds']))}",
        wanted="False where the interval ends on zero, True where it lies wholly on the effect's side",
        look="an interval that ends on zero holds zero", misconception="count.boundary")
### END HIDDEN TESTS

# %% [markdown] role="task" key="memo"
# ## Task 6 — the memo
# Write `memo(naive, fitted, weighted, table)`. `naive` is the plain difference (float), `fitted` a dict as from
# `adjusted`, `weighted` one as from `ipw`, `table` one as from `sensitivity`, in any order of gaps. Return a dict:
# `naive`, `adjusted` and `weighted` (the three effects, floats), `interval` (`[lo, hi]` of the adjusted effect, ± 1.96
# · se), `confounded` (naive − adjusted), `tipping_gap` (the smallest gap of 0 or more at which the effect does not
# hold, float; None if there is none), and `finding`: "not shown" if the interval holds zero or ends on it, else
# "fragile" if `tipping_gap` is not None, else "robust".

# %% [markdown] role="hints" key="memo"
# 1. Which of the three effects carries the interval? Where in the table does the claim break first?
# 2. Take the rows that do not hold and the smallest gap among them; the table need not be sorted, and there may be
#    none. A `robust` finding needs both: an interval without zero, and nothing that tips.
# 3. `broken = table.loc[~table["holds"] & (table["gap"] >= 0), "gap"]`, then
#    `float(broken.min()) if len(broken) else None`.

# %% role="answer" key="memo" skill="sensitivity"
def memo(naive, fitted, weighted, table):
    """Return the numbers of the memo as a dict that JSON can hold."""
    ### BEGIN SOLUTION
    lo, hi = fitted["effect"] - 1.96 * fitted["se"], fitted["effect"] + 1.96 * fitted["se"]
    broken = table.loc[~table["holds"] & (table["gap"] >= 0), "gap"]
    tipping = float(broken.min()) if len(broken) else None
    finding = "not shown" if lo <= 0 <= hi else "robust" if tipping is None else "fragile"
    return {"naive": float(naive), "adjusted": float(fitted["effect"]), "weighted": float(weighted["effect"]),
            "interval": [float(lo), float(hi)], "confounded": float(naive - fitted["effect"]),
            "tipping_gap": tipping, "finding": finding}
    ### END SOLUTION

# %% role="check" key="memo_keys" task="memo" points=1
table = pd.DataFrame({"gap": [0.0, 0.4], "effect": [-200.0, -40.0], "lo": [-239.2, -79.2], "hi": [-160.8, -0.8],
                      "holds": [True, True]})
made = memo(-260.0, {"effect": -200.0, "se": 20.0},
            {"effect": -205.0, "used": 90, "ess_treated": 20.0, "ess_other": 50.0}, table)
call = "memo(-260, fitted, weighted, table), with an effect that holds everywhere,"
wanted = ["naive", "adjusted", "weighted", "interval", "confounded", "tipping_gap", "finding"]
assert type(made) is dict and set(made) == set(wanted), explain(
    called=call, got=sorted(made) if type(made) is dict else kind_of(made), wanted="a dict with " + ", ".join(wanted),
    look="the names of the keys")
assert made["tipping_gap"] is None and made["finding"] == "robust" and made["adjusted"] == -200, explain(
    called=call, got=f"tipping_gap {made['tipping_gap']}, finding {made['finding']}",
    wanted="None and robust: no gap of the table tips it", look="the rows that do not hold")
alien = [key for key in wanted if not isinstance(made[key], (int, float, str, list, tuple, type(None)))]
assert not alien, explain(
    called=call, got=", ".join(f"{key}: {kind_of(made[key])}" for key in alien), wanted="values that JSON can hold",
    look="int(…) and float(…) turn NumPy's numbers into plain ones")
json.dumps(made)

# %% role="check" key="memo_numbers" task="memo" points=2
# Sealed: every number recomputed for a robust, a fragile and a missing effect; gaps in any order.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "memo_numbers")
for effect, se, holds, finding in [
    (-230.0, 21.0, [True] * 5, "robust"), (-230.0, 21.0, [True, True, False, False, False], "fragile"),
    (-30.0, 21.0, [False] * 5, "not shown"), (230.0, 21.0, [True, True, True, True, False], "fragile"),
]:
    effect, naive = effect + float(rng.uniform(-3, 3)), 1.3 * effect
    gaps = np.array([0.0, 0.1, 0.2, 0.3, 0.4])
    table = pd.DataFrame({"gap": gaps, "effect": effect, "lo": effect - 40, "hi": effect + 40, "holds": holds})
    negative = table.tail(1).assign(gap=-0.2, holds=finding != "fragile")
    table = pd.concat([table.iloc[[3, 1, 4, 0, 2]], negative], ignore_index=True)
    weighted = {"effect": effect - 7, "used": 100, "ess_treated": 30.0, "ess_other": 60.0}
    call = f"memo({naive:.0f}, an effect of {effect:.0f}, weighted, six gaps in disorder)"
    made = memo(naive, {"effect": effect, "se": se}, dict(weighted), table.copy())
    *three, confounded = numbers_of(made, ("naive", "adjusted", "weighted", "confounded"), call)
    assert np.allclose(three, [naive, effect, effect - 7]), explain(
        called=call, got="naive {:.1f}, adjusted {:.1f}, weighted {:.1f}".format(*three),
        wanted="the three effects, each under its own name", look="the arguments of memo",
        misconception="cause.confounding")
    ends = made.get("interval")
    assert np.shape(ends) == (2,) and np.allclose(ends, [effect - 1.96 * se, effect + 1.96 * se], atol=0.5), explain(
        called=call, got=f"interval {ends}", wanted="[lo, hi]: the interval of the adjusted effect",
        look="the interval stands around the number that you report", misconception="interval.none")
    assert np.isclose(confounded, naive - effect), explain(
        called=call, got=f"confounded {confounded:.1f}", wanted="naive minus adjusted: what the controls explain",
        look="the order of the two", misconception="cause.confounding")
    broken = [gap for gap, held in zip(gaps, holds) if not held]
    right = min(broken) if broken else None
    assert made.get("tipping_gap") == right, explain(
        called=call, got=f"tipping_gap {made.get('tipping_gap')}",
        wanted="the smallest gap of 0 or more at which the effect no longer holds, or None",
        look="the table is not sorted, and one of its gaps is negative", misconception="cause.tipping_point")
    assert made.get("finding") == finding, explain(
        called=call, got=made.get("finding"), wanted="the word that interval and tipping gap allow",
        look="first the interval, then the table", misconception="interval.none")
table = pd.DataFrame({"gap": [0.0, 0.1], "effect": 98.0, "lo": 0.0, "hi": 196.0, "holds": [False, False]})
made = memo(130.0, {"effect": 98.0, "se": 50.0},
            {"effect": 90.0, "used": 100, "ess_treated": 30.0, "ess_other": 60.0}, table)
assert type(made) is dict and made.get("finding") == "not shown", explain(
    called="memo(130, an effect of 98 with se 50, weighted, table), where 1.96 · 50 = 98,",
    got=made.get("finding") if type(made) is dict else kind_of(made), wanted="the word for an interval that holds zero",
    look="an interval that ends on zero holds zero", misconception="count.boundary")
### END HIDDEN TESTS

# %% key="save"
chosen = controls(CODEBOOK)
naive = float(GRAMS[SMOKES == 1].mean() - GRAMS[SMOKES == 0].mean())
fitted = adjusted(GRAMS, SMOKES, BIRTHS[chosen])
weighted = ipw(GRAMS, SMOKES, propensity(BIRTHS[chosen], BIRTHS["mbsmoke"].to_numpy(), "smoker"), 0.02)
table = sensitivity(fitted["effect"], fitted["se"], -400.0, [0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6])
result = memo(naive, fitted, weighted, table)
Path("birth-weight-memo.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
print(weighted, "\n", table.round(1).to_string())
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the insurer: the problem, what you adjusted for and left out, and the effect in grams with
# its interval. Then two limits: alcohol was left out because it happened during the pregnancy, yet it is a habit that
# came with the smoking. What speaks for either choice? And what would a hidden cause have to look like to undo the
# finding?
# === BEGIN ANSWER ===
# *Problem.* Babies of smokers weigh 275 g less in this file. The insurer wants to know how much of that smoking
# causes, because only that part can be won back by a programme.
#
# *Approach.* I adjusted for what was settled before the pregnancy: age, school, marriage, origin, earlier births. I
# left out what smoking can change or what follows from the birth, above all "low birth weight", which is the outcome in
# other words: with it the effect would shrink to about 170 g. Regression and weighting agree.
#
# *Effect.* About 241 g less by regression, interval 197 to 285 g; the weights say much the same. About an eighth of the
# plain difference belongs to who smokes.
#
# *Limits.* Drinking may be a result of the same unsettled months, or a cause of lighter babies that comes with smoking.
# As a common habit it ought to be adjusted for, as a consequence it must not be; here the number moves by only 2 g. A
# hidden trait that costs 400 g would have to be 50 percentage points more common among smokers (a gap of 0.5) to undo
# the finding. I know none that strong, but no adjustment proves that there is none: this is no trial.
# === END ANSWER ===
