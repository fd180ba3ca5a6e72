# ---
# title: Choose the split
# minutes: 55
# problem: Three tables, three ways to fool yourself; find the split that each one needs.
# artefact: honest-splits.json
# ---
# %% [markdown] key="intro"
# # Choose the split
# Three real tables wait: a survey in which many women gave exactly another one's answers, an insurance trial in which
# nearly every person comes back year after year, and weekly air over a mountain. Each has a split that flatters and
# one that is honest. You will diagnose, split, resample and audit, and report both numbers side by side.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

import json
from pathlib import Path

import numpy as np
import pandas as pd
from sklearn.ensemble import HistGradientBoostingClassifier, HistGradientBoostingRegressor, RandomForestClassifier
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.model_selection import GroupKFold, KFold, TimeSeriesSplit

FLOATS = (float, np.float64)
SURVEY = load_data("fair")
SURVEY["affair"] = (SURVEY.pop("affairs") > 0).astype(int)
ANSWERS = [name for name in SURVEY if name != "affair"]
CLAIMS = load_data("rand")[["zper", "year", "xage", "female", "income", "mhi", "disea", "physlm", "coins", "meddol"]]
CLAIMS["dear"] = (CLAIMS["meddol"] >= CLAIMS["meddol"].quantile(0.9)).astype(int)
AIR = load_data("co2").dropna().reset_index(drop=True)
AIR["day"] = pd.to_datetime(AIR["date"].astype(str))


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


def as_folds(folds, n, rows, called):
    """Return n pairs of position arrays, after making sure that they are pairs of positions in a table of `rows`."""
    assert type(folds) in (list, tuple) and len(folds) == n, explain(
        called=called, got=kind_of(folds) + (f" of {len(folds)}" if type(folds) in (list, tuple) else ""),
        wanted=f"a list of {n} pairs", look="list(…) around a generator; one pair per fold")
    pairs = []
    for pair in folds:
        assert type(pair) in (list, tuple) and len(pair) == 2, explain(
            called=called, got=kind_of(pair), wanted="pairs of two arrays: training and validation positions",
            look="what does each item of the list hold?")
        two = [np.asarray(part) for part in pair]
        for part in two:
            positions = part.ndim == 1 and part.dtype.kind in "iu" and len(part) > 0
            assert positions and 0 <= part.min() and part.max() < rows, explain(
                called=called, got=f"a part like {part[:4]} of {len(part)} rows",
                wanted="row positions, from 0 to the number of rows less one, and no part empty",
                look="positions as iloc takes them, not index labels and not a mask")
            assert len(np.unique(part)) == len(part), explain(
                called=called, got="a part that lists a row twice", wanted="every row at most once in a part",
                look="np.flatnonzero of a mask lists each row once")
        pairs.append(two)
    return pairs


pd.DataFrame({"rows": [len(SURVEY), len(CLAIMS), len(AIR)]}, index=["survey", "claims", "air"])

# %% [markdown] role="task" key="diagnose"
# ## Task 1 — look before you split
# Write `diagnose(table, target, keys)`; the target is 0 or 1. Return a dict with three entries. `"copies"`: an int, the
# number of rows that equal an *earlier* row in every column but the target; a gap equals a gap. `"order_auc"`: a float,
# the AUC of the row position (first, second, …) for the target, folded: the greater of a and 1 - a. `"repeats"`: a dict
# from each name in `keys` to the number of its *values* that stand in more than one row; a missing key is no value.

# %% [markdown] role="hints" key="diagnose"
# 1. Would you notice if the file were sorted by the answer? What is a row's position, if the index holds other labels?
# 2. `duplicated` marks the later copies; `np.arange(len(table))` is the position; `value_counts` counts each value of a
#    key and leaves missing ones out.
# 3. `table.drop(columns=target).duplicated().sum()`, `roc_auc_score(table[target], np.arange(len(table)))`,
#    `(table[key].value_counts() > 1).sum()`; wrap them in int and float.

# %% role="answer" key="diagnose" skill="leak-diagnosis"
def diagnose(table, target, keys):
    """Return {"copies": int, "order_auc": float, "repeats": {key: int}}."""
    ### BEGIN SOLUTION
    area = roc_auc_score(table[target], np.arange(len(table)))
    return {
        "copies": int(table.drop(columns=target).duplicated().sum()),
        "order_auc": float(max(area, 1 - area)),
        "repeats": {key: int((table[key].value_counts() > 1).sum()) for key in keys},
    }
    ### END SOLUTION

# %% role="check" key="diagnose_survey" task="diagnose" points=1
found = diagnose(SURVEY.copy(), "affair", ["age"])
call = 'diagnose(SURVEY, "affair", ["age"])'
assert type(found) is dict and set(found) == {"copies", "order_auc", "repeats"}, explain(
    called=call, got=found if type(found) is dict else kind_of(found), wanted="a dict with the three entries",
    look="their spelling")
assert type(found["copies"]) is int and type(found["order_auc"]) in FLOATS and type(found["repeats"]) is dict, explain(
    called=call, got=found, wanted="an int, a float and a dict", look="int(…) and float(…)")
assert found["repeats"] == {"age": SURVEY["age"].nunique()}, explain(
    called=call, got=found["repeats"], wanted="how many ages stand in more than one row; here that is every age",
    look="count values, not rows")

# %% role="check" key="diagnose_sealed" task="diagnose" points=3
# Sealed: fresh tables, their indices shuffled, with copies, gaps in the keys, and files sorted either way.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "diagnose_sealed")
for round_ in range(8):
    n = 60 + 5 * round_
    table = pd.DataFrame({"owner": rng.integers(0, 30, n).astype(float), "x": rng.random(n).round(2),
                          "plot": rng.choice(list("abcdefghijklmnop"), n)})
    table.loc[rng.permutation(n)[:6], "owner"] = np.nan
    again = table.iloc[rng.integers(0, n, 12)]
    table = pd.concat([table, again, again.head(5)], ignore_index=True)
    table["end"] = rng.integers(0, 2, len(table))
    if round_ % 2:
        table = table.sort_values("end", ascending=round_ % 4 == 1, kind="stable")
    table.index = rng.permutation(len(table)) * 3
    call = "diagnose(a fresh table with a shuffled index, 'end', ['owner', 'plot'])"
    found = diagnose(table.copy(), "end", ["owner", "plot"])
    assert type(found) is dict and set(found) == {"copies", "order_auc", "repeats"}, explain(
        called=call, got=kind_of(found), wanted="a dict with the three entries", look="their spelling")
    rows = [tuple(None if pd.isna(v) else v for v in row)
            for row in table[["owner", "x", "plot"]].itertuples(index=False)]
    assert found["copies"] == len(rows) - len(set(rows)), explain(
        called=call, got=f"{found['copies']} copies",
        wanted="the later rows of every set of equal rows, equal in everything but the target",
        look="does the target, or the first of the equal rows, count with you? A gap equals a gap",
        misconception="leak.duplicate")
    ends = table["end"].to_numpy()
    first, second = np.flatnonzero(ends == 1), np.flatnonzero(ends == 0)
    area = np.mean(first[:, None] > second)
    got = found["order_auc"]
    assert type(got) in FLOATS and (abs(got - area) > 1e-9 or area >= 0.5), explain(
        called=call, got=f"order_auc {got:.3f}", wanted="the greater of a and 1 - a: sorted down leaks like sorted up",
        look="the last step: fold it", misconception="metric.wrong_order")
    assert abs(got - max(area, 1 - area)) < 1e-9, explain(
        called=call, got=f"order_auc {got:.3f}", wanted="how well the position in the file tells the target",
        look="the position counts 0, 1, 2, …; the index is only a label", misconception="leak.order")
    wanted = {key: sum(count > 1 for count in table[key].value_counts()) for key in ("owner", "plot")}
    assert found["repeats"] == wanted, explain(
        called=call, got=found["repeats"], wanted="how many values of a key stand in more than one row",
        look="values, not rows; and a missing key belongs to nobody", misconception="leak.group")
### END HIDDEN TESTS

# %% [markdown] role="task" key="group_folds"
# ## Task 2 — what belongs together stays together
# Write `group_folds(table, columns, n, seed)`. Return a list of `n` pairs `(training, validation)` of row *positions*
# (integer arrays or lists). A group is exactly the rows that are equal in all `columns`, where a gap equals a gap; it
# always stands on one side. Every row is validated exactly once, and each training part is all the other rows. The seed
# decides who stands where: the same one gives the same folds, another one others. There are at least `n` groups, and no
# part may be empty, not even where there are just `n`.

# %% [markdown] role="hints" key="group_folds"
# 1. What is the unit that is new in life: a row, or everything that one person left behind?
# 2. Give every group a number, deal the numbers out with a seeded generator, and let the rows follow their group.
# 3. `table.groupby(columns, dropna=False).ngroup().to_numpy()` numbers the groups;
#    `GroupKFold(n, shuffle=True, random_state=seed)` deals them out.

# %% role="answer" key="group_folds" skill="choose-split"
def group_folds(table, columns, n, seed):
    """Return n pairs (training positions, validation positions) that never divide a group."""
    ### BEGIN SOLUTION
    groups = table.groupby(list(columns), dropna=False).ngroup().to_numpy()
    splitter = GroupKFold(n, shuffle=True, random_state=seed)
    return list(splitter.split(np.zeros((len(table), 1)), groups=groups))
    ### END SOLUTION

# %% role="check" key="group_folds_contract" task="group_folds" points=1
small = CLAIMS.head(200)
call = 'group_folds(CLAIMS.head(200), ["zper"], 4, 7)'
folds = as_folds(group_folds(small.copy(), ["zper"], 4, 7), 4, len(small), call)
for training, validation in folds:
    assert not set(training) & set(validation), explain(
        called=call, got="a row in both parts", wanted="two parts without a common row", look="training is the rest")

# %% role="check" key="group_folds_sealed" task="group_folds" points=3
# Sealed: fresh tables with gaps, text, two-column groups and odd indices: nobody on both sides, nobody left out; and a
# table with no more groups than parts.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "group_folds_sealed")
for round_ in range(6):
    size, n = int(rng.integers(90, 140)), int(rng.integers(3, 6))
    table = pd.DataFrame({"site": rng.choice(["north", "south"], size), "person": rng.integers(0, 18, size) * 1.0,
                          "x": rng.random(size)})
    table.loc[rng.permutation(size)[:7], "person"] = np.nan
    table.index = rng.permutation(size) + 1000 * (round_ % 2)
    columns = ["person"] if round_ < 2 else ["site", "person"]
    call = f"group_folds(a fresh table, {columns}, {n}, seed)"
    folds = as_folds(tried(lambda: group_folds(table.copy(), list(columns), n, 3), called=call,
                           wanted="a list of pairs", look="gaps, or an index that does not count from 0?",
                           misconception="leak.group"), n, size, call)
    owner = [tuple("gap" if pd.isna(v) else v for v in row) for row in table[columns].itertuples(index=False)]
    validated = np.concatenate([validation for _, validation in folds])
    assert sorted(validated.tolist()) == list(range(size)), explain(
        called=call, got=f"{len(np.unique(validated))} of {size} rows validated, {len(validated)} times in all",
        wanted="every row validated exactly once: copies stay in the table, and so do gaps",
        look="are rows dropped, or do labels stand where positions should?", misconception="leak.duplicate")
    for training, validation in folds:
        assert sorted([*training.tolist(), *validation.tolist()]) == list(range(size)), explain(
            called=call, got=f"{len(training)} rows to train and {len(validation)} to validate, of {size}",
            wanted="all the other rows in the training part", look="training is the rest, no more, no fewer",
            misconception="leak.duplicate")
        both = {owner[k] for k in training} & {owner[k] for k in validation}
        assert not both, explain(
            called=call, got=f"{len(both)} groups with rows on both sides", wanted="no group on both sides",
            look="do you deal out rows, or groups? A stratified split spreads a group over all folds",
            misconception="leak.group")
    again = as_folds(group_folds(table.copy(), list(columns), n, 3), n, size, call)
    assert all(set(a[1]) == set(b[1]) for a, b in zip(folds, again)), explain(
        called=call + ", twice with the same seed,", got="other folds", wanted="the same folds",
        look="every random number comes from the seed", misconception="seed.missing")
    others = [as_folds(group_folds(table.copy(), list(columns), n, s), n, size, call) for s in (4, 5, 6, 7)]
    firsts = {frozenset(validation.tolist()) for _, validation in folds}
    assert any({frozenset(v.tolist()) for _, v in other} != firsts for other in others), explain(
        called=call + ", with five different seeds,", got="the same folds every time",
        wanted="folds that a seed deals out",
        look="does the seed reach the splitter?", misconception="seed.global")
few = pd.DataFrame({"site": ["north", "north", "south", "south"] * 5, "person": [1.0, np.nan] * 10})
few = few.iloc[rng.permutation(20)]
call = "group_folds(twenty rows in four groups, ['site', 'person'], 4, seed)"
folds = as_folds(tried(lambda: group_folds(few.copy(), ["site", "person"], 4, 3), called=call,
                       wanted="four pairs, one group in each validation part",
                       look="a gap at one site and a gap at the other are two groups", misconception="leak.group"),
                 4, 20, call)
alone = [len(few.iloc[validation].drop_duplicates()) for _, validation in folds]
assert alone == [1] * 4, explain(
    called=call, got=f"{alone} groups in the validation parts", wanted="one group in each: there are four of each",
    look="a gap at one site and a gap at the other are two groups", misconception="leak.group")
### END HIDDEN TESTS

# %% [markdown] role="task" key="time_folds"
# ## Task 3 — no tomorrow in the training
# Write `time_folds(times, n)`. `times` is a Series of dates or numbers, in any order, with repeats. Return `n` pairs of
# positions, the earliest validation part first. The validation parts are stretches of time, one after the other; the
# last one holds the latest time. A training part is *all* rows strictly before its validation part's first time, so
# rows of one time are never divided. No part may be empty; there are at least `n + 1` different times.

# %% [markdown] role="hints" key="time_folds"
# 1. What may a forecaster know who stands at the first moment of a validation part? And what of a second row of the
#    same moment?
# 2. Cut the *different times* into n + 1 stretches; the first is only for training. Then turn each stretch back into
#    row positions by comparing every row's time with its ends.
# 3. `stretches = np.array_split(np.unique(times), n + 1)`; for each but the first: training is
#    `np.flatnonzero(times < stretch[0])`, validation where `(times >= stretch[0]) & (times <= stretch[-1])`.

# %% role="answer" key="time_folds" skill="choose-split"
def time_folds(times, n):
    """Return n pairs (positions before, positions of the next stretch of time)."""
    ### BEGIN SOLUTION
    moments = np.asarray(times)
    folds = []
    for stretch in np.array_split(np.unique(moments), n + 1)[1:]:
        inside = (moments >= stretch[0]) & (moments <= stretch[-1])
        folds.append((np.flatnonzero(moments < stretch[0]), np.flatnonzero(inside)))
    return folds
    ### END SOLUTION

# %% role="check" key="time_folds_contract" task="time_folds" points=1
call = 'time_folds(AIR["day"], 5)'
folds = as_folds(time_folds(AIR["day"].copy(), 5), 5, len(AIR), call)
assert len(AIR) - 1 in folds[-1][1], explain(
    called=call, got="a last validation part without the latest week", wanted="validation up to the latest time",
    look="which stretch is the last?")

# %% role="check" key="time_folds_sealed" task="time_folds" points=3
# Sealed: shuffled rows, repeated times, dates and numbers: the future must never be trained on.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "time_folds_sealed")
for round_ in range(6):
    size, n = int(rng.integers(80, 120)), int(rng.integers(2, 6))
    numbers = rng.integers(0, 25, size)
    times = pd.Series(numbers if round_ % 2 else pd.Timestamp("2020-01-01") + pd.to_timedelta(numbers, unit="D"),
                      index=rng.permutation(size) + 50)
    call = f"time_folds(a fresh Series of {'numbers' if round_ % 2 else 'dates'} in any order, {n})"
    folds = as_folds(tried(lambda: time_folds(times.copy(), n), called=call, wanted="a list of pairs",
                           look="the index does not count from 0: positions, as iloc takes them",
                           misconception="leak.order"), n, size, call)
    latest = -1
    for training, validation in folds:
        assert not set(training.tolist()) & set(validation.tolist()), explain(
            called=call, got="a row in both parts", wanted="training strictly before validation",
            look="< and not <=", misconception="leak.time")
        assert numbers[training].max() < numbers[validation].min(), explain(
            called=call, got="a training row that is not earlier than every validation row",
            wanted="training strictly before validation, and no moment divided",
            look="are the rows in the order of time before you cut? Can a cut fall between two rows of one time?",
            misconception="leak.time")
    for training, validation in folds:
        assert len(training) == np.sum(numbers < numbers[validation].min()), explain(
            called=call, got=f"{len(training)} training rows",
            wanted="all rows before the validation part's first time",
            look="does a row get lost between training and validation?", misconception="leak.time")
        within = (numbers >= numbers[validation].min()) & (numbers <= numbers[validation].max())
        assert len(validation) == within.sum() and numbers[validation].min() > latest, explain(
            called=call, got="validation parts that overlap, or a stretch with rows left out",
            wanted="stretches of time, one after the other, each with all of its rows",
            look="compare every row's time with the ends of the stretch", misconception="leak.time")
        latest = numbers[validation].max()
    assert latest == numbers.max(), explain(
        called=call, got="folds that end before the latest time", wanted="a last part that holds the latest time",
        look="rows that are left over after a division", misconception="count.boundary")
### END HIDDEN TESTS

# %% [markdown] role="task" key="resampled_scores"
# ## Task 4 — repeat the rare answers, but only where you learn
# Write `resampled_scores(make, X, y, folds, seed)`. `y` is a boolean array. For every fold make a new model with
# `make()`, fit it on all training rows plus repeated rows of the rarer class *of that training part*, drawn with the
# seed until both classes are equally common, and store the probability of True for the validation rows as they are.
# Return an array with one float per row of `X`; a row that no fold validates gets NaN. Either class may be the rarer.

# %% [markdown] role="hints" key="resampled_scores"
# 1. Where would a copy of a validation row do harm? Which rows may therefore be drawn?
# 2. Inside the loop over the folds: split the training positions by their label, draw from the shorter list as many as
#    are missing, and put them behind the training positions. Leave the validation rows alone.
# 3. `yes, no = training[y[training]], training[~y[training]]`; `rare, common = sorted((yes, no), key=len)`;
#    `rng = np.random.default_rng(seed)`, once, before the loop; `extra = rng.choice(rare, len(common) - len(rare))`;
#    fit on `X.iloc[np.r_[training, extra]]`; `scores = np.full(len(X), np.nan)`.

# %% role="answer" key="resampled_scores" skill="resample-in-fold"
def resampled_scores(make, X, y, folds, seed):
    """Return out-of-fold P(True), shape (len(X),), NaN where no fold validates."""
    ### BEGIN SOLUTION
    rng, scores = np.random.default_rng(seed), np.full(len(X), np.nan)
    for training, validation in folds:
        training = np.asarray(training)
        rare, common = sorted([training[y[training]], training[~y[training]]], key=len)
        rows = np.r_[training, rng.choice(rare, len(common) - len(rare))]
        model = make().fit(X.iloc[rows], y[rows])
        scores[validation] = model.predict_proba(X.iloc[validation])[:, list(model.classes_).index(True)]
    return scores
    ### END SOLUTION

# %% role="check" key="resampled_scores_shape" task="resampled_scores" points=1
table, answer = SURVEY[ANSWERS].iloc[::20], (SURVEY["affair"] == 1).to_numpy()[::20]
pairs = list(KFold(3, shuffle=True, random_state=0).split(table))
scores = resampled_scores(lambda: LogisticRegression(max_iter=2000), table.copy(), answer.copy(), pairs, 0)
assert type(scores) is np.ndarray and scores.shape == (len(table),) and scores.dtype.kind == "f", explain(
    called="resampled_scores(a model, 319 women, …)", got=kind_of(scores), wanted="one float for every row",
    look="np.full(len(X), np.nan), filled fold by fold")
assert np.isfinite(scores).all() and scores.min() >= 0 and scores.max() <= 1, explain(
    called="resampled_scores(a model, 319 women, …)", got=scores[:5], wanted="probabilities",
    look="predict_proba of the validation rows")

# %% role="check" key="resampled_scores_sealed" task="resampled_scores" points=3
# Sealed: a model that remembers which rows it learned from and which it was asked about; in one set of folds, the class
# that is rarer in a training part is not the one that is rarer in the table.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "resampled_scores_sealed")
log = []


class Witness:
    """A stand-in for a model: it remembers the rows of fit and predict_proba by their serial number."""

    def fit(self, X, y):
        self.asked = []
        log.append((X["serial"].to_numpy().copy(), np.asarray(y).copy(), self.asked))
        self.classes_ = np.array([False, True])
        return self

    def predict_proba(self, X):
        self.asked.extend(X["serial"].tolist())
        p = X["serial"].to_numpy() / 1000
        return np.column_stack([1 - p, p])

    def predict(self, X):
        return self.predict_proba(X)[:, 1] > 0.5


def turned_folds(y):
    """Return three folds; True is rarer in y, and common in the first training part only."""
    yes, no = rng.permutation(np.flatnonzero(y)), rng.permutation(np.flatnonzero(~y))
    parts = [(yes[:24], no[:10], yes[24:30], no[10:30]), (yes[:10], no[:30], yes[30:], no[30:40]),
             (yes[24:], no[10:], yes[:24], no[:10])]
    return [(rng.permutation(np.r_[a, b]), np.sort(np.r_[c, d])) for a, b, c, d in parts]


for share, way in [(0.2, "shuffled"), (0.8, "shuffled"), (0.3, "late"), (0.4, "turned")]:
    size = 90
    y = rng.permutation(np.arange(size) < share * size)
    X = pd.DataFrame({"serial": rng.permutation(1000)[:size]}, index=rng.permutation(size) + 7)
    serial = X["serial"].to_numpy()
    cv = TimeSeriesSplit(3) if way == "late" else KFold(3, shuffle=True, random_state=int(rng.integers(1000)))
    folds = turned_folds(y) if way == "turned" else list(cv.split(X))
    log.clear()
    call = f"resampled_scores(a model that remembers its rows, 90 rows with {share:.0%} True, three folds, 5)"
    scores = tried(lambda: resampled_scores(Witness, X.copy(), y.copy(), folds, 5), called=call,
                   wanted="one float for every row", look="which class is the rarer one in this very training part?",
                   misconception="class.default_positive")
    assert type(scores) is np.ndarray and scores.shape == (size,) and len(log) == 3, explain(
        called=call, got=f"{kind_of(scores)}, after {len(log)} fits", wanted="one float per row, one fit per fold",
        look="a new model for every fold")
    for (rows, labels, asked), (training, validation) in zip(log, folds):
        strangers = set(rows.tolist()) - set(serial[training].tolist())
        assert not strangers, explain(
            called=call, got=f"{len(strangers)} rows in the training that belong to validation",
            wanted="repeats of training rows only", look="from which positions do you draw the repeats?",
            misconception="resample.before_split")
        assert set(serial[training].tolist()) <= set(rows.tolist()), explain(
            called=call, got="a fit without some of the training rows",
            wanted="all training rows, and repeats of the rarer ones",
            look="all training rows stay; only the rarer class is drawn again", misconception="resample.wrong_rows")
        assert labels.sum() == (~labels.astype(bool)).sum(), explain(
            called=call, got=f"a fit with {int(labels.sum())} True of {len(labels)}, where the training part has "
            f"{int(y[training].sum())} True of {len(training)}",
            wanted="both classes equally common in the training part",
            look="how many repeats are missing, and of which class in this very training part?",
            misconception="resample.wrong_rows")
        truth = dict(zip(serial.tolist(), y.tolist()))
        assert [truth[k] for k in rows.tolist()] == labels.astype(bool).tolist() and len(rows) == 2 * max(
            y[training].sum(), (~y[training]).sum()), explain(
            called=call, got="labels that no longer belong to their rows, or repeats of the common class",
            wanted="row and label repeated together, and only the rarer class repeated",
            look="use the same positions for X and for y", misconception="resample.pairs_broken")
        assert sorted(asked) == sorted(serial[validation].tolist()), explain(
            called=call, got=f"{len(asked)} questions about {len(validation)} validation rows",
            wanted="the validation rows as they are, each once", look="is the validation part resampled, too?",
            misconception="resample.wrong_rows")
    judged = np.zeros(size, dtype=bool)
    judged[np.concatenate([validation for _, validation in folds])] = True
    assert np.isnan(scores[~judged]).all(), explain(
        called=call, got="a number for a row that no fold validates", wanted="NaN: nobody judged that row",
        look="what stands in the array before the first fold?", misconception="metric.answered_only")
    assert np.allclose(scores[judged], serial[judged] / 1000), explain(
        called=call, got="probabilities that stand at other rows, or are no probabilities of True",
        wanted="every row's own probability of True, at its own place",
        look="scores[validation] = …, and the column of True", misconception="proba.hard_labels"
        if set(np.unique(scores[judged])) <= {0.0, 1.0} else "proba.wrong_column")
forest = lambda: RandomForestClassifier(n_estimators=5, random_state=0)
y, X = rng.permutation(np.arange(80) < 20), pd.DataFrame({"a": rng.random(80), "b": rng.random(80)})
folds = list(KFold(2).split(X))
first, second = (resampled_scores(forest, X.copy(), y.copy(), folds, 9) for _ in range(2))
assert np.array_equal(first, second, equal_nan=True), explain(
    called="resampled_scores(…), twice with the same seed,", got="other probabilities", wanted="the same ones",
    look="which generator draws the repeats?", misconception="seed.missing")
### END HIDDEN TESTS

# %% [markdown] role="task" key="leak_audit"
# ## Task 5 — ask every column what it knows alone
# Write `leak_audit(X, y)`; the columns are numbers with gaps, `y` is boolean. Return a list of pairs
# `(name, strength)`, strongest first and equal ones by name. The strength is the greater of two AUCs, each folded (the
# greater of a and 1 - a): that of the values, gaps filled with the column's median, and that of being missing. A
# column without any value, or with one value only, says nothing by its values: 0.5.

# %% [markdown] role="hints" key="leak_audit"
# 1. A column may leak downwards as well as upwards, and by being empty. Which two questions do you put to each?
# 2. Write a small function that folds one AUC. Call it with the filled values and with the mask of the gaps; keep the
#    greater. Where all is the same, AUC is 0.5 by itself.
# 3. `filled = column.fillna(column.median()).fillna(0)`; `fold(roc_auc_score(y, filled))`;
#    `fold(roc_auc_score(y, column.isna()))`; `sorted(pairs, key=lambda pair: (-pair[1], pair[0]))`.

# %% role="answer" key="leak_audit" skill="leak-audit"
def leak_audit(X, y):
    """Return [(name, strength), …], the strongest first; a strength lies between 0.5 and 1."""
    ### BEGIN SOLUTION
    def folded(values):
        area = float(roc_auc_score(y, values))
        return max(area, 1 - area)

    pairs = []
    for name, column in X.items():
        filled = column.fillna(column.median()).fillna(0)  # a column of gaps has no median
        pairs.append((name, max(folded(filled), folded(column.isna()))))
    return sorted(pairs, key=lambda pair: (-pair[1], pair[0]))
    ### END SOLUTION

# %% role="check" key="leak_audit_claims" task="leak_audit" points=1
some = CLAIMS.head(800)
ranking = leak_audit(some[["xage", "female", "disea", "meddol"]].copy(), (some["dear"] == 1).to_numpy())
call = "leak_audit(four columns of CLAIMS, dear years)"
assert type(ranking) is list and len(ranking) == 4 and all(
    type(pair) in (tuple, list) and len(pair) == 2 and type(pair[1]) in FLOATS for pair in ranking), explain(
    called=call, got=kind_of(ranking), wanted="a list of four pairs (name, float)", look="the shape in the task")
assert ranking[0][0] == "meddol", explain(
    called=call, got=[name for name, _ in ranking], wanted="the year's own bill on top", look="the order of the list")

# %% role="check" key="leak_audit_sealed" task="leak_audit" points=3
# Sealed: injected leaks, upwards, downwards and by gaps, among honest columns; the same answer for turned columns.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "leak_audit_sealed")


def area_of(values, y):
    values = np.asarray(values, dtype=float)
    yes, no = values[y], values[~y]
    a = np.mean((yes[:, None] > no) + 0.5 * (yes[:, None] == no))
    return max(a, 1 - a)


for _ in range(5):
    size = 150
    y = rng.permutation(np.arange(size) < 50)
    X = pd.DataFrame({f"c{k}": rng.normal(size=size) for k in rng.permutation(20)[:5]}, index=rng.permutation(size))
    X["up"] = y * 3.0 + rng.random(size)
    X["down"] = np.exp(-4.0 * y - rng.random(size) * 5)
    X["hole"] = np.where(y & (rng.random(size) < 0.9), np.nan, rng.random(size))
    X["thin"] = np.where(rng.random(size) < 0.4, np.nan, rng.normal(size=size) + y)
    X["flat"], X["empty"] = 4.0, np.nan
    X = X[list(X.columns[rng.permutation(X.shape[1])])]
    call = "leak_audit(eleven fresh columns, y)"
    ranking = tried(lambda: leak_audit(X.copy(), y.copy()), called=call, wanted="a strength for every column",
                    look="a column of gaps has no median", misconception="skew.schema")
    assert type(ranking) is list and sorted(str(pair[0]) for pair in ranking) == sorted(X), explain(
        called=call, got=f"{kind_of(ranking)} with {len(ranking)} columns",
        wanted="every column once, the empty one too", look="which columns get lost?",
        misconception="metric.answered_only")
    strength = {name: value for name, value in ranking}
    for name, value in strength.items():
        by_value = area_of(X[name].fillna(X[name].median()).fillna(0), y)
        by_gap = area_of(X[name].isna(), y)
        assert by_value >= by_gap - 1e-9 or abs(value - by_value) > 1e-9, explain(
            called=call, got=f"{value:.3f} for the column {name!r}, whose gaps know more than its values",
            wanted="the greater of what the values and the gaps know",
            look="ask the mask of the gaps as well", misconception="leak.target")
        assert value > 0.5 - 1e-9, explain(
            called=call, got=f"{value:.3f} for the column {name!r}",
            wanted="a folded AUC: low values that mean yes leak as well", look="max(a, 1 - a)",
            misconception="metric.wrong_order")
        assert abs(value - max(by_value, by_gap)) < 1e-9, explain(
            called=call, got=f"{value:.3f} for the column {name!r}, which is neither folded AUC, or the smaller",
            wanted="the greater of two folded AUCs: of the values, and of the gaps, all rows counted",
            look="is it an AUC, over all rows? Fold each of the two before you take the greater; fill with the median",
            misconception="metric.wrong_scale")
    names = [pair[0] for pair in ranking]
    for a, b in zip(names, names[1:]):  # two ways to one AUC may differ in the last digit: either order is right then
        assert strength[a] > strength[b] - 1e-9 and (strength[a] != strength[b] or a < b), explain(
            called=call, got=f"the column {a!r} before {b!r}", wanted="strongest first, equal ones by name",
            look="the sort key", misconception="metric.wrong_order")
### END HIDDEN TESTS

# %% key="save"
def auc_over(folds, X, y):
    trees = lambda: HistGradientBoostingClassifier(max_iter=30, learning_rate=0.3, max_leaf_nodes=63, random_state=0)
    scores = [roc_auc_score(y[b], trees().fit(X.iloc[a], y[a]).predict_proba(X.iloc[b])[:, 1]) for a, b in folds]
    return float(np.mean(scores))


dear, persons = (CLAIMS["dear"] == 1).to_numpy(), CLAIMS.drop(columns=["zper", "meddol", "dear"])
weeks = np.column_stack([AIR["day"].dt.year + AIR["day"].dt.day_of_year / 366, AIR["day"].dt.day_of_year])


def error_over(folds):
    tree, co2 = HistGradientBoostingRegressor(max_iter=25, learning_rate=0.2, random_state=0), AIR["co2"].to_numpy()
    return float(np.mean([np.abs(tree.fit(weeks[a], co2[a]).predict(weeks[b]) - co2[b]).mean() for a, b in folds]))


result = {
    "survey": diagnose(SURVEY, "affair", []),
    "claims_auc": {
        "rows shuffled": auc_over(KFold(3, shuffle=True, random_state=SEED).split(persons), persons, dear),
        "persons kept together": auc_over(group_folds(CLAIMS, ["zper"], 3, SEED), persons, dear)},
    "air_error_ppm": {"rows shuffled": error_over(KFold(5, shuffle=True, random_state=SEED).split(weeks)),
                      "past to future": error_over(time_folds(AIR["day"], 5))},
    "audit": leak_audit(CLAIMS.drop(columns=["zper", "dear"]), dear)[:3],
    "limits": "Persons of one family may still be divided: no column here names the family.",
}
Path("honest-splits.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# For each of the three tables, in two or three sentences: what would be new when the model is used, which split repeats
# that, and how much the other split would have flattered you. Then one leak that none of your splits can close.
# === BEGIN ANSWER ===
# (With SEED = 2026.)
#
# *Survey.* New are other women. The file is sorted by the answer, so the row number alone tells it (AUC 1.0): shuffle,
# and never use the index. 1,537 of 6,366 rows repeat earlier answers, so equal rows stay together, and rare answers
# are repeated inside the training part only.
#
# *Claims.* New is a person that we have not insured yet. Folds by person repeat that; shuffled rows let a person's
# other years into the training and flatter by a few hundredths of AUC.
#
# *Air.* New is next year. Only training on the past repeats that; shuffled folds make the error look many times
# smaller, because the weeks before and after stand in the training.
#
# *Limit.* Families live together and share habits, but the table does not say who belongs to whom. If we only ever
# scored next year of persons that we know, keeping persons together would be too strict: then a split by year is right.
# === END ANSWER ===
