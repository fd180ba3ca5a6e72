# ---
# title: Ticket router
# minutes: 60
# problem: Send a short text to one of six teams, or to a person when the model is not sure.
# artefact: ticket-router-report.json
# ---
# %% [markdown] key="intro"
# # Ticket router
# Six software teams share one inbox. You have 5,729 short texts whose team is known: first paragraphs of public
# docstrings. You will build a router that hands doubtful texts to a person, and a report whose numbers hold for
# modules nobody has seen. The text of a task says why; the docstring under it is the contract.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="data"
from certbook.lab import explain, fresh_rng, load_data  # first: keeps BLAS to one thread

# explain words what a check says and fresh_rng draws the cases of the sealed checks; your answers need neither.
import json
import re

import numpy as np
import pandas as pd
from sklearn.base import BaseEstimator
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import make_pipeline

TICKETS = load_data("docstring_tickets")  # columns: team, module, name, kind, text
TEAMS = sorted(TICKETS["team"].unique())
NAMES = ["matplotlib", "mpl", "pyplot", "pandas", "pd", "scikit-image", "skimage", "scikit-learn", "sklearn",
         "scipy", "statsmodels"]
EXAMPLE = TICKETS.groupby("team").head(60).reset_index(drop=True)  # 60 tickets of each team, to try things on

# %% [markdown] role="task" key="mask"
# ## Task 1 — hide the answer
# A text that says "pandas" routes itself, and your model would learn the label, not the problem. Write
# `mask(text, names)`: each name becomes `product`, in whatever case it is written. Part of a longer word is not a
# name: `update` hides no `pd`. Every other character stays as it was.

# %% [markdown] role="hints" key="mask"
# 1. Try your function on "PANDAS", "(pandas)," and "update" with the names `["pandas", "pd"]`.
# 2. One regular expression can hold all names, joined by `|`, the longest first. `\b` is not enough for a name that ends in a sign, such as `c++`; say instead which characters may not stand before and after.
# 3. `re.escape` each name, put `(?<!\w)` before the group and `(?!\w)` after it, and use `re.sub` with `flags=re.IGNORECASE`.

# %% role="answer" key="mask" skill="label-in-text"
def mask(text, names):
    """Return `text`, a str, with every name in the list `names` replaced by "product".

    A name counts in any case, and only where no letter, digit or underscore touches it on either side. Where two names
    count at the same place, the longer one is meant: with "plot" and "plot-kit", "plot-kit" is hidden whole, and
    "plot-kits" becomes "product-kits". Names overlap in no other way. Names are plain text: a "." or "+" in them
    stands for itself. A text without any of the names, and any text if `names` is empty, comes back as it was.
    """
    ### BEGIN SOLUTION
    if not names:
        return text
    longest_first = sorted(names, key=len, reverse=True)
    pattern = r"(?<!\w)(?:" + "|".join(re.escape(name) for name in longest_first) + r")(?!\w)"
    return re.sub(pattern, "product", text, flags=re.IGNORECASE)
    ### END SOLUTION

# %% role="check" key="mask_small" task="mask" points=1
for text, names, wanted_text, where in (
        ("Plot a pandas series", ["pandas"], "Plot a product series", "which of the names stand in the text?"),
        ("Fit a scipy curve", ["pandas", "scipy"], "Fit a product curve", "are all names of the list tried?"),
        ("A rapid update of pd", ["pd"], "A rapid update of product", "the pd in update is part of a longer word: what touches it?"),
        ("Draw a line", ["pandas"], "Draw a line", "what does your function return where no name occurs?"),
        ("Draw a bar.", [], "Draw a bar.", "a pattern made of no names at all can match everywhere: treat an empty list first")):
    shown = mask(text, names)
    assert type(shown) is str, explain(
        called=f"mask({text!r}, {names})", got=type(shown), wanted="a string", look="does every path of your function return the text?")
    assert shown == wanted_text, explain(
        called=f"mask({text!r}, {names})", got=repr(shown),
        wanted="the same text with each name that stands alone replaced by the word product", look=where)

# %% role="check" key="mask_fresh" task="mask" points=2
# Sealed: invented names, in other cases, beside punctuation, with signs in them, and inside longer words.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "mask_fresh")
stem, other, third = rng.choice(["lumo", "tarvik", "qendo", "hiberna", "zolt"], size=3, replace=False).tolist()
made_up = [stem, f"{stem}-kit", f"{other}.js", f"{third}++"]
pieces = [(word, word, "plain") for word in ("Return", "the", "rapid", "update", "of", "a", "frame.")]
for name in made_up:
    for written, why in ((name, "name"), (name.upper(), "case"), (name.title(), "case")):
        pieces += [(written, "product", why), (f"({written}),", "(product),", why),
                   (f"{written}.Frame", "product.Frame", why), (f"`{written}`'s", "`product`'s", why)]
pieces += [(word, word, "inside") for word in (f"my{stem}", f"{stem}2", f"{stem}_like", f"{stem}s", f"_{other}.js")]
pieces += [(f"{other}xjs", f"{other}xjs", "sign"), (f"{stem}-kits", "product-kits", "shorter")]
pieces = [pieces[i] for i in rng.permutation(len(pieces))]
masked = mask(" ".join(raw for raw, _, _ in pieces), [made_up[i] for i in rng.permutation(len(made_up))])
assert type(masked) is str, explain(
    called="mask(text, names)", got=type(masked), wanted="a string", look="what does your function return?")
came_back = masked.split(" ")
assert len(came_back) == len(pieces), explain(
    called="mask(text, names)", got=f"{len(came_back)} words for {len(pieces)}",
    wanted="every other character as it was, spaces too", look="what else does your replacement touch?")
advice = {
    "plain": ("ordinary words stay", None),
    "inside": ("what may not stand directly before and after a name?", "text.substring"),
    "sign": ("in a regular expression a point stands for any character: re.escape the names", "text.substring"),
    "name": ("brackets, points and quotes beside a name are not part of it; of two names that fit, the longer is meant", "leak.name"),
    "case": ("does your search ignore case?", "text.case"),
    "shorter": ("where the longer of two names does not stand alone, the shorter one may: is it tried as well?", "leak.name"),
}
for kind, (look, misconception) in advice.items():
    for (raw, wanted, why), word in zip(pieces, came_back):
        assert why != kind or word == wanted, explain(
            called=f"mask(text, {made_up}) with {raw!r} in the text", got=repr(word),
            wanted="a name that stands alone becomes product, in any case; inside a longer word it stays",
            look=look, misconception=misconception)
quiet = " ".join(word for word, _, why in pieces if why == "plain")
for names in ([], made_up):
    untouched = mask(quiet, list(names))
    assert type(untouched) is str and untouched == quiet, explain(
        called="mask(text without any name, names)" if names else "mask(text, [])", got=untouched if type(untouched) is str else type(untouched),
        wanted="the text as it was", look="what happens where nothing is to be replaced?")
### END HIDDEN TESTS

# %% [markdown] role="task" key="split_by_module"
# ## Task 2 — test on modules nobody has seen
# Texts of one module share an author and a vocabulary, so a random split asks the model about its own neighbours.
# Write `split_by_module(tickets, share, rng)`: draw whole modules into the test until it holds `share` of the rows
# (the lesson drew a share of the modules). No module, and no identical text, may stand on both sides.

# %% [markdown] role="hints" key="split_by_module"
# 1. Which column tells you that two tickets come from the same place? And could the same sentence appear in two places?
# 2. Shuffle the modules with `rng`, add up their sizes, and stop as soon as the sum reaches the share of rows. Then look for training texts, in lower case, that the test holds too, and drop those from training.
# 3. `rng.permutation(tickets["module"].unique())`, sizes by `value_counts()`, `np.flatnonzero` on a boolean mask for positions; drop by `text.isin(text[in_test])`.

# %% role="answer" key="split_by_module" skill="group-split"
def split_by_module(tickets, share, rng):
    """Return (train, test): two integer arrays of row positions, each in any order.

    Position 0 is the first row, whatever the index says. Whole modules are drawn one after the other with `rng`, by any
    rule that leaves it to chance which ones; as soon as the test has at least `share` of all rows of `tickets`, no
    further module is drawn. All other rows are training, except those whose text, case ignored, is in the test as well:
    these are dropped, and only these. `tickets` itself stays as it was.
    """
    ### BEGIN SOLUTION
    sizes = tickets["module"].value_counts()
    modules = rng.permutation(np.array(sizes.index.sort_values(), dtype=object))
    enough = int(np.searchsorted(sizes.loc[modules].cumsum().to_numpy(), share * len(tickets))) + 1
    in_test = tickets["module"].isin(modules[:enough]).to_numpy()
    text = tickets["text"].str.lower()
    also_in_test = text.isin(text[in_test]).to_numpy()
    return np.flatnonzero(~in_test & ~also_in_test), np.flatnonzero(in_test)
    ### END SOLUTION

# %% role="check" key="split_small" task="split_by_module" points=1
parts = split_by_module(EXAMPLE, 0.25, np.random.default_rng(1))
assert type(parts) is tuple and len(parts) == 2 and all(isinstance(part, np.ndarray) for part in parts), explain(
    called="split_by_module(EXAMPLE, 0.25, rng)",
    got=f"a tuple of {[type(part).__name__ for part in parts]}" if type(parts) is tuple else type(parts),
    wanted="a tuple of two NumPy arrays: training positions, test positions", look="np.flatnonzero turns a mask into positions")
assert all(part.ndim == 1 and part.dtype.kind == "i" and len(part) for part in parts), explain(
    called="split_by_module(EXAMPLE, 0.25, rng)", got=[(part.dtype, part.shape) for part in parts],
    wanted="two lists of whole numbers, neither empty", look="positions, not True/False and not the rows themselves")
assert len(parts[0]) > len(parts[1]) and not set(parts[0]) & set(parts[1]), explain(
    called="split_by_module(EXAMPLE, 0.25, rng)", got=f"{len(parts[0])} and {len(parts[1])} positions",
    wanted="most rows for training, and no row on both sides", look="the order of the two parts")

# %% role="check" key="split_fresh" task="split_by_module" points=3
# Sealed: an invented table with unequal modules, repeated texts and a shuffled index; several generators.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "split_fresh")
module = np.repeat([f"pkg.part{i}" for i in range(40)], np.r_[rng.integers(2, 9, size=36), 16, 18, 20, 22])
text = np.array([f"Return thing number {i}." for i in range(len(module))], dtype=object)
copies = rng.choice(len(module), size=(30, 2), replace=False)
text[copies[:, 1]] = [sentence.upper() for sentence in text[copies[:, 0]]]
table = pd.DataFrame({"team": "one", "module": module, "text": text}).sample(frac=1, random_state=int(rng.integers(10**6)))
table.index = 5000 + rng.permutation(len(table))
untouched, module, low = table.copy(), table["module"].to_numpy(), table["text"].str.lower().to_numpy()
call, drawn = "split_by_module(fresh_tickets, share, rng)", set()
for turn in range(6):
    share = (0.25, 0.375)[turn % 2]  # exact in binary: no honest way of counting disagrees
    parts = [split_by_module(table, share, np.random.default_rng(turn)) for _ in range(2)]
    assert all(type(pair) is tuple and len(pair) == 2 for pair in parts), explain(
        called=call, got=type(parts[0]), wanted="a tuple of two arrays: training positions, test positions", look="return train, test")
    (train, test), (train_again, test_again) = parts
    for part in (train, test, train_again, test_again):
        assert isinstance(part, np.ndarray) and part.ndim == 1 and part.dtype.kind == "i" and len(part), explain(
            called=call, got=f"a {type(part).__name__} among the two parts", wanted="two NumPy arrays of positions, neither empty",
            look="np.flatnonzero on a mask gives such an array")
    assert min(train.min(), test.min()) >= 0 and max(train.max(), test.max()) < len(table), explain(
        called=call, got="numbers beyond the table", wanted="positions, counted from 0",
        look="do you return labels of the index? This table's index is shuffled", misconception="leak.order")
    assert not set(module[train]) & set(module[test]), explain(
        called=call, got=f"{len(set(module[train]) & set(module[test]))} modules on both sides",
        wanted="each module wholly on one side", look="do you draw rows, or modules?", misconception="leak.group")
    assert not set(low[train]) & set(low[test]), explain(
        called=call, got=f"{len(set(low[train]) & set(low[test]))} texts on both sides",
        wanted="no text on both sides, upper and lower case being the same",
        look="after drawing the modules, compare the texts in lower case", misconception="leak.duplicate")
    left = np.setdiff1d(np.arange(len(table)), np.r_[train, test])
    assert set(low[left]) <= set(low[test]) and len(set(test)) == len(test) and len(set(train)) == len(train), explain(
        called=call, got=f"{len(left)} rows on neither side", wanted="only a training row whose text is in the test is dropped",
        look="do you drop more than those?")
    largest = pd.Series(module[test]).value_counts().max()
    assert share * len(table) <= len(test) < share * len(table) + largest, explain(
        called=call, got=f"a test of {len(test) / len(table):.2f} for a share of {share}",
        wanted="at least that share of the rows, and no module more than that needs",
        look="is it a share of rows, or of modules? Modules differ in size")
    assert np.array_equal(np.sort(test), np.sort(test_again)) and np.array_equal(np.sort(train), np.sort(train_again)), explain(
        called=call + ", twice with equal generators", got="two different splits", wanted="the same split",
        look="every random step must use rng", misconception="seed.missing")
    drawn.add(frozenset(module[test]))
assert len(drawn) > 2, explain(
    called=call + " with six generators", got=f"{len(drawn)} different tests", wanted="the modules are drawn by rng",
    look="is there a fixed random_state, or no shuffling at all?", misconception="seed.global")
assert table.equals(untouched), explain(
    called=call, got="a changed table", wanted="the table that you were given stays as it was", look="work on a copy")
### END HIDDEN TESTS

# %% [markdown] role="task" key="fit"
# ## Task 3 — learn from training rows only
# Write `fit(tickets, train, clean)`: a fitted scikit-learn model that takes raw texts and gives one probability per
# team. `clean` is a function that every text must pass, when you fit and when you score. Words, weights and labels
# come from the rows in `train` alone, and case must not matter. Which words count, and which model, is up to you.

# %% [markdown] role="hints" key="fit"
# 1. The caller hands raw texts to `predict_proba`. Who cleans those?
# 2. A pipeline carries its own vectoriser, so cleaning belongs inside it. Mind that giving `preprocessor=` to a vectoriser replaces its own lower-casing.
# 3. `make_pipeline(TfidfVectorizer(preprocessor=lambda text: clean(text).lower()), LogisticRegression(...))`, fitted on `tickets.iloc[train]`: positions, not labels of the index.

# %% role="answer" key="fit" skill="fit-inside-pipeline"
def fit(tickets, train, clean):
    """Return a fitted scikit-learn estimator with predict_proba(list of raw texts) and classes_.

    classes_ names the teams of the training rows in the order of the columns of predict_proba. An empty text gets a row
    too. tickets: a table with the columns text and team; train: positions of the training rows (0 is the first row,
    whatever the index says); clean: text -> text, called on the text before or after it is put in lower case, as you
    like. The same call gives the same model. Words of one letter, word weights and the classifier are your choice.
    """
    ### BEGIN SOLUTION
    words = TfidfVectorizer(preprocessor=lambda text: clean(text).lower(), sublinear_tf=True)
    model = make_pipeline(words, LogisticRegression(C=10, max_iter=1000))
    rows = tickets.iloc[train]
    return model.fit(rows["text"].tolist(), rows["team"].tolist())
    ### END SOLUTION

# %% role="check" key="fit_small" task="fit" points=1
mirrored = EXAMPLE.set_axis(EXAMPLE.index[::-1])  # the same rows in the same order; only the index runs backwards
for rows in (120, 180):
    fitted, call = fit(mirrored, np.arange(rows), str.strip), f"fit(mirrored, np.arange({rows}), str.strip)"
    assert isinstance(fitted, BaseEstimator) and hasattr(fitted, "predict_proba") and hasattr(fitted, "classes_"), explain(
        called=call, got=type(fitted), wanted="a fitted scikit-learn estimator with predict_proba and classes_",
        look="return the model itself, for example what make_pipeline(...).fit(...) gives")
    teams = [str(team) for team in fitted.classes_]
    assert sorted(teams) == sorted(EXAMPLE["team"].iloc[:rows].unique()), explain(
        called=call + ".classes_", got=teams, wanted="the teams of the training rows",
        look="train holds positions: .iloc counts rows, .loc reads the index, which runs backwards here")
    chances = fitted.predict_proba(["Draw a line", ""])
    assert isinstance(chances, np.ndarray) and chances.shape == (2, len(teams)), explain(
        called=call + '.predict_proba(["Draw a line", ""])', got=np.shape(chances),
        wanted="a row per text, the empty one too, and a column per team in the training rows", look="which rows did you fit on?")
    assert np.allclose(chances.sum(axis=1), 1), explain(
        called=call + '.predict_proba(["Draw a line", ""])', got=chances.sum(axis=1), wanted="each row adds up to 1",
        look="does your estimator give probabilities?")

# %% role="check" key="fit_fresh" task="fit" points=3
# Sealed: four invented teams; other rows than the training rows change; texts that are equal after cleaning; shouting.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "fit_fresh")
vocabulary = [f"{a}{b}{c}" for a in ("ba", "ko", "li", "nu", "se") for b in ("dra", "fen", "gom") for c in ("ti", "wu", "xa", "ze", "py")]
vocabulary = list(rng.permutation(vocabulary))
own = {team: vocabulary[12 * i:12 * i + 12] for i, team in enumerate(rng.permutation(["amber", "birch", "cedar", "delta"]))}
nick = {team: f"{team}soft" for team in own}
common, outside = vocabulary[48:54], vocabulary[54:60]
rows = [(team, " ".join([own[team][(i + j) % 12] for j in range(4)] + [common[i % 6], nick[team] if i % 2 else common[(i + 1) % 6]]))
        for team, size in zip(own, (60, 45, 40, 36)) for i in range(size)]
rows += [(team, " ".join(rng.choice(outside, 4))) for team in own for _ in range(15)]
table = pd.DataFrame(rows, columns=["team", "text"])
order = rng.permutation(len(table))
table = table.iloc[order].set_axis(rng.permutation(len(table)), axis=0)  # a label of the index is no position
train = np.flatnonzero(order < 181)
tidy = lambda text: re.sub("|".join(nick.values()), "product", text, flags=re.IGNORECASE)
fitted = fit(table, train, tidy)
call = "fit(fresh_tickets, train, clean)"
assert isinstance(fitted, BaseEstimator) and hasattr(fitted, "predict_proba") and hasattr(fitted, "classes_"), explain(
    called=call, got=type(fitted), wanted="a fitted scikit-learn estimator with predict_proba and classes_", look="return the model itself")
probes = [" ".join(own[team][(i * 5 + j) % 12] for j in range(4)) for team in own for i in range(12)] + [f"{common[0]} {word}" for word in outside] + [""]
chances = fitted.predict_proba(probes)
assert isinstance(chances, np.ndarray) and chances.shape == (len(probes), 4), explain(
    called=call + ".predict_proba(texts)", got=np.shape(chances), wanted="a row per text, the empty one too, and a column per team",
    look="which teams stand in the training rows?")
said = np.asarray(fitted.classes_)[chances.argmax(axis=1)][:48]
assert list(said) == [team for team in own for _ in range(12)], explain(
    called=call, got=f"{np.mean(said == np.repeat(list(own), 12)):.2f} of the easy texts right",
    wanted="a text made only of words that one team uses goes to that team",
    look="is it fitted on the texts at the positions in train (.iloc), and do probabilities and classes_ agree in order?")
changed = table.copy()
rest = np.setdiff1d(np.arange(len(table)), train)
changed.iloc[rest, 1] = [" ".join(rng.choice(common + outside, 8)) for _ in rest]
changed.iloc[rest, 0] = changed["team"].to_numpy()[rng.permutation(rest)]
moved = np.abs(fit(changed, train, tidy).predict_proba(probes) - chances).max()
assert moved < 1e-9, explain(
    called=call + ", then with other texts outside `train`", got="other probabilities",
    wanted="rows outside `train` have no say: same training rows, same model",
    look="which rows does the vectoriser see when it is fitted? Positions mean .iloc", misconception="leak.preprocess")
named, other_name = ([f"{nick[team]} {text}" for team in teams for text in probes[:48:5]] for teams in (list(own), list(own)[::-1]))
assert np.abs(fitted.predict_proba(named) - fitted.predict_proba(other_name)).max() < 1e-9, explain(
    called=call + ".predict_proba(texts)", got="another answer when one product name is exchanged for another",
    wanted="names that `clean` hides cannot sway the model", look="where do you call `clean`?", misconception="leak.name")
same = [tidy(text) for text in named]
assert np.abs(fitted.predict_proba(named) - fitted.predict_proba(same)).max() < 1e-9, explain(
    called=call + ".predict_proba(texts)", got="another answer for a raw text than for the cleaned one",
    wanted="every text passes `clean`, when the model is fitted and when it scores",
    look="the caller hands raw texts to predict_proba: is `clean` part of the model?", misconception="skew.train_only")
loud = np.abs(fitted.predict_proba([text.upper() for text in probes]) - chances).max()
assert loud < 1e-9, explain(
    called=call + ".predict_proba(TEXTS IN CAPITALS)", got="another answer than in small letters", wanted="case does not matter",
    look="preprocessor= switches the vectoriser's own lower-casing off", misconception="text.case")
assert np.abs(fitted.predict_proba(probes[:1]) - chances[:1]).max() < 1e-9, explain(
    called=call + ".predict_proba([one text])", got="another answer than in a batch", wanted="a text scores the same alone",
    look="is anything fitted again when texts come in?", misconception="skew.refit_at_serving")
### END HIDDEN TESTS

# %% [markdown] role="task" key="abstain"
# ## Task 4 — say when you are not sure
# A person reads what the model does not answer, so the share it answers is a promise. The *confidence* of a row is
# its largest probability; a cut-off answers the rows whose confidence reaches it. Write
# `abstain(p_validation, p, coverage)`: take the highest cut-off that answers at least `coverage` of the validation
# rows, and use it on `p`.

# %% [markdown] role="hints" key="abstain"
# 1. Which of the two tables may decide where the cut-off lies? And is `coverage` a share of rows, or a probability?
# 2. Sort the validation confidences from high to low. If you must answer 30 of 40 rows, the 30th of them is the cut-off. `np.quantile` interpolates between two rows and can end up just above the one you need.
# 3. Rank the confidences downwards: with the m-th as the cut-off at least `m / n` of the rows are answered. Take the first m with `m / n >= coverage`: comparing shares is exact, whereas `ceil(0.28 * 25)` is 8. Then compare the confidences of `p` with `>=`.

# %% role="answer" key="abstain" skill="abstain"
def abstain(p_validation, p, coverage):
    """Return a boolean array, one value per row of `p`: True = send to the team, False = to a person.

    p_validation, p: probabilities, shape (rows, teams); the confidence of a row is its largest probability. A cut-off
    answers each row whose confidence is at least as high, so a row exactly at it is answered, and rows that tie there
    are answered together. The cut-off is the highest at which answered validation rows / validation rows >= coverage.
    coverage: a share of rows in (0, 1]. `p` has no say in the cut-off.
    """
    ### BEGIN SOLUTION
    ranked = np.sort(p_validation.max(axis=1))[::-1]
    share = np.arange(1, len(ranked) + 1) / len(ranked)
    cutoff = ranked[np.argmax(share >= coverage)]
    return p.max(axis=1) >= cutoff
    ### END SOLUTION

# %% role="check" key="abstain_small" task="abstain" points=1
for order in ([0, 1, 2, 3], [3, 1, 0, 2]):
    p_small = np.array([[0.1, 0.9], [0.2, 0.8], [0.3, 0.7], [0.4, 0.6]])[order]
    answered = abstain(p_small, p_small.copy(), 0.5)
    assert isinstance(answered, np.ndarray) and answered.dtype == bool and answered.shape == (4,), explain(
        called="abstain(p_small, p_small, 0.5)", got=answered, wanted="an array of True and False, one for each row",
        look="a comparison of an array gives one")
    assert list(answered) == [row < 2 for row in order], explain(
        called=f"abstain(p_small, p_small, 0.5) with the confidences {p_small.max(axis=1).tolist()}", got=answered,
        wanted="half of the four rows answered, the two surest ones",
        look="is 0.5 the share of rows to answer, or do you compare probabilities with it?", misconception="proba.uncalibrated")

# %% role="check" key="abstain_fresh" task="abstain" points=3
# Sealed: fresh probabilities of five teams, some of them tied; p itself, columns in another order, a harder batch.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "abstain_fresh")
call = "abstain(p_validation, p, coverage)"
for turn, rows in enumerate((42, 58, 120)):
    p_val = rng.dirichlet(np.full(5, 0.6), size=rows)
    p_new = rng.dirichlet(np.full(5, 2.0), size=35)  # a harder batch: the model is less sure of it
    if turn == 2:
        p_val, p_new = np.round(p_val, 1), np.round(p_new, 1)  # many ties
    sure = p_val.max(axis=1)
    cut = {coverage: max(value for value in sure if np.mean(sure >= value) >= coverage) for coverage in (0.25, 0.5, 0.75)}
    for coverage in cut:
        on_val, on_new = abstain(p_val, p_val.copy(), coverage), abstain(p_val, p_new, coverage)
        for answer, length in ((on_val, rows), (on_new, 35)):
            assert isinstance(answer, np.ndarray) and answer.dtype == bool and answer.shape == (length,), explain(
                called=call, got=type(answer), wanted="one True or False per row of p", look="the comparison at the end")
        for step in range(1, 5):
            turned = abstain(np.roll(p_val, step, axis=1), np.roll(p_new, step, axis=1), coverage)
            assert np.array_equal(turned, on_new), explain(
                called=f"{call} with the teams' columns in another order", got="other decisions", wanted="the same decisions",
                look="the confidence of a row is its largest probability, in whichever column it stands",
                misconception="proba.wrong_column")
        assert np.array_equal(on_val, sure >= cut[coverage]) or not np.array_equal(on_val, sure >= coverage), explain(
            called=f"{call} with coverage {coverage}", got=f"True exactly where the largest probability is at least {coverage}",
            wanted="a share of rows: the cut-off lies wherever that share of the validation rows is reached",
            look="a coverage is not itself a probability to cut at", misconception="proba.uncalibrated")
        assert on_val.mean() >= coverage, explain(
            called=f"{call} with p = p_validation and coverage {coverage}", got=f"{on_val.sum()} of {rows} rows answered",
            wanted="at least that share of the validation rows", look="is the cut-off a row's confidence, or a number between two rows?",
            misconception="count.rounding")
        assert np.array_equal(on_val, sure >= cut[coverage]), explain(
            called=f"{call} with p = p_validation and coverage {coverage}", got=f"{on_val.sum()} of {rows} rows answered",
            wanted="the surest rows, and no more of them than the coverage needs (rows tied at the cut-off all count)",
            look="rank the rows by the largest probability alone, not by its lead over the second, and count them")
    for coverage in cut:
        on_new = abstain(p_val, p_new, coverage)
        assert np.array_equal(on_new, p_new.max(axis=1) >= cut[coverage]), explain(
            called=f"{call} with a batch that is harder than validation", got=f"{on_new.sum()} of 35 rows answered",
            wanted="the cut-off that validation gave, whatever share of the batch it answers",
            look="does the batch that you score take part in choosing its own cut-off?", misconception="select.on_test")
### END HIDDEN TESTS

# %% [markdown] role="task" key="report"
# ## Task 5 — the report that cannot flatter
# Write `report(y, predicted, answered, teams)` for the file you will show. It keeps the accuracy over *all* tickets
# beside that of the answered ones, the average over teams (*macro*) beside that over rows, and the score of always
# naming the largest team. Round nothing; use plain Python numbers.

# %% [markdown] role="hints" key="report"
# 1. For each number ask: an average over what? Rows, answered rows, or teams?
# 2. Recall of a team is the share of its own tickets that were sent to it. The macro average gives each team in `teams` one vote, and a team that was never predicted still has a vote of 0.
# 3. `f1_score(y, predicted, labels=teams, average="macro", zero_division=0)`; recall by `(predicted[y == team] == team).mean()`; wrap numbers in `float(...)` and `int(...)`.

# %% role="answer" key="report" skill="per-team-report"
def report(y, predicted, answered, teams):
    """Return a dict that json.dumps accepts: ints, floats between 0 and 1, str and None; nothing is rounded.

    y, predicted: arrays of team names, at least one row, all of them in `teams`; answered: a boolean array of the same
    length; teams: a list of str, of which some may occur in neither. All numbers but accuracy_answered are over ALL
    rows, answered or not:
    tickets: int, the number of rows. coverage: the share of rows that were answered. accuracy: the share of right rows.
    accuracy_answered: the share of right ones among the answered rows; None if no row was answered.
    macro_f1: the plain mean of F1 over all of `teams`. F1 of a team = 2 * right / (its tickets + predictions of it),
        and 0 for a team without a right row, so also for one that occurs nowhere.
    majority_accuracy: the accuracy of always naming the team with most tickets in `y`, the most that a rule of one name
        could reach. (A rule that takes the largest team of the training rows, as in the lesson, reaches at most that.)
    recall: {team: right / its tickets, None if it has no ticket} for each of `teams`.
    weakest_team: str, the team with the lowest recall, None left aside; if several tie, the first of them in `teams`.
    """
    ### BEGIN SOLUTION
    right = predicted == y
    recall = {team: float(right[y == team].mean()) if (y == team).any() else None for team in teams}
    return {
        "tickets": len(y),
        "coverage": float(answered.mean()),
        "accuracy": float(right.mean()),
        "accuracy_answered": float(right[answered].mean()) if answered.any() else None,
        "macro_f1": float(f1_score(y, predicted, labels=teams, average="macro", zero_division=0)),
        "majority_accuracy": max(float((y == team).mean()) for team in teams),
        "recall": recall,
        "weakest_team": min((team for team in teams if recall[team] is not None), key=recall.get),
    }
    ### END SOLUTION

# %% role="check" key="report_small" task="report" points=1
KEYS = ["tickets", "coverage", "accuracy", "accuracy_answered", "macro_f1", "majority_accuracy", "recall", "weakest_team"]
for names in (["a", "b"], ["b", "c", "d"]):
    truth = np.array(names * 3)
    numbers = report(truth, truth.copy(), np.ones(len(truth), dtype=bool), names)
    assert type(numbers) is dict and list(sorted(numbers)) == sorted(KEYS), explain(
        called="report(y, predicted, answered, teams)", got=sorted(numbers) if type(numbers) is dict else type(numbers),
        wanted="a dict with exactly the keys of the contract", look="spelling of the keys")
    assert type(numbers["tickets"]) is int and type(numbers["accuracy"]) is float and type(numbers["macro_f1"]) is float, explain(
        called="report(...)", got={key: type(numbers[key]).__name__ for key in ("tickets", "accuracy", "macro_f1")},
        wanted="plain Python numbers, which JSON can hold", look="float(...) and int(...) turn NumPy's numbers into them")
    assert numbers["tickets"] == len(truth) and set(numbers["recall"]) == set(names), explain(
        called="report(...)", got=(numbers["tickets"], numbers["recall"]), wanted="all rows, and a recall for each team",
        look="len(y), and a loop over teams")

# %% role="check" key="report_fresh" task="report" points=3
# Sealed: fresh labels of unequal teams, some never predicted or without tickets, days without any answer, ties.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "report_fresh")
for turn in range(4):
    names = [f"team{i}" for i in rng.permutation(6)]
    truth = rng.choice(names[:5], size=240, p=[0.45, 0.25, 0.15, 0.1, 0.05])  # names[5] has no tickets
    truth[:5] = names[:5]
    guess = np.where(rng.random(240) < 0.6, truth, rng.choice(names[:4], size=240))  # names[4] is predicted only if right
    guess[truth == names[4]] = names[0]
    told = (rng.random(240) < np.where(guess == truth, 0.9, 0.3)) & (turn != 3)
    told[:3] = turn != 3
    numbers = report(truth.copy(), guess.copy(), told.copy(), list(names))
    call = "report(fresh y, predicted, answered, teams)"
    assert type(numbers) is dict and set(numbers) == {"tickets", "coverage", "accuracy", "accuracy_answered", "macro_f1",
                                                      "majority_accuracy", "recall", "weakest_team"}, explain(
        called=call, got=type(numbers), wanted="a dict with exactly the keys of the contract", look="spelling of the keys")
    assert json.loads(json.dumps(numbers)) == numbers, explain(
        called=f"json.dumps({call})", got="something that JSON changes", wanted="plain numbers, strings, None", look="float(...)")
    hits = {name: int(sum(t == g == name for t, g in zip(truth, guess))) for name in names}
    has = {name: int(sum(t == name for t in truth)) for name in names}
    said = {name: int(sum(g == name for g in guess)) for name in names}
    f1 = {name: 2 * hits[name] / (has[name] + said[name]) if hits[name] else 0.0 for name in names}
    right = float(sum(t == g for t, g in zip(truth, guess)))
    right_told = float(sum(t == g for t, g, a in zip(truth, guess, told) if a))
    recall = {name: hits[name] / has[name] if has[name] else None for name in names}
    wanted = {
        "tickets": (240, "all tickets", "len(y)", None),
        "coverage": (float(sum(told)) / 240, "the answered share of all tickets", "answered.mean()", None),
        "accuracy": (right / 240, "the share of right ones among all tickets, answered or not",
                     "unanswered tickets stay in the average", "metric.answered_only"),
        "accuracy_answered": (right_told / int(sum(told)) if any(told) else None,
                              "the share of right ones among the answered; None where nothing was answered", "an empty average", None),
        "macro_f1": (sum(f1.values()) / 6, "each team in `teams` has one vote, also a small one and one without any hit",
                     "average='macro' and labels=teams", "metric.macro_micro"),
        "majority_accuracy": (max(has.values()) / 240, "the accuracy of always naming the team with most tickets",
                              "count the tickets of each team in y", "biz.no_baseline"),
    }
    for key, (value, words, where, misconception) in wanted.items():
        got = numbers[key]
        assert type(got) is type(value) and (value is None or abs(got - value) < 1e-9), explain(
            called=f"{call}[{key!r}]", got=got, wanted=words, look=where, misconception=misconception)
    assert type(numbers["recall"]) is dict and set(numbers["recall"]) == set(names), explain(
        called=f"{call}['recall']", got=numbers["recall"], wanted="one entry per team in `teams`", look="a loop over teams")
    for name in names:
        got = numbers["recall"][name]
        assert (got is None) if recall[name] is None else (type(got) is float and abs(got - recall[name]) < 1e-9), explain(
            called=f"{call}['recall'][{name!r}]", got=got,
            wanted="the share of this team's own tickets that were sent to it; None if it has none",
            look="divide by the tickets that the team has, not by those it was sent", misconception="metric.swapped_axes")
    lowest = min((name for name in names if has[name]), key=lambda name: recall[name])
    assert type(numbers["weakest_team"]) is str and numbers["weakest_team"] == lowest, explain(
        called=f"{call}['weakest_team']", got=numbers["weakest_team"], wanted="the team with the lowest recall, of those with tickets",
        look="leave out teams whose recall is None")
three = [f"team{letter}" for letter in rng.permutation(list("abcd"))[:3]]
for first, second, third in (three, three[::-1], [three[1], three[0], three[2]]):
    truth, guess = np.array([third, second, first] * 4), np.array([third, third, third] * 4)  # two teams tie at a recall of 0
    numbers = report(truth, guess, np.ones(12, dtype=bool), [third, first, second])
    got = numbers["weakest_team"] if type(numbers) is dict and "weakest_team" in numbers else numbers
    assert type(got) is str and got == first, explain(
        called=f"report(...)['weakest_team'] with teams = {[third, first, second]} and two of them at the same lowest recall", got=got,
        wanted="of teams that tie, the first in the order of `teams`",
        look="does something sort on the way? groupby and np.unique order names by the alphabet", misconception="metric.ties")
### END HIDDEN TESTS

# %% key="save_report"
outer, test = split_by_module(TICKETS, 0.25, np.random.default_rng(SEED))
rest = TICKETS.iloc[outer]
inner, validation = split_by_module(rest, 0.2, np.random.default_rng(SEED + 1))
model = fit(rest, inner, lambda text: mask(text, NAMES))
p_validation = model.predict_proba(rest["text"].iloc[validation].tolist())
p_test = model.predict_proba(TICKETS["text"].iloc[test].tolist())
result = report(TICKETS["team"].to_numpy()[test], np.asarray(model.classes_)[p_test.argmax(axis=1)],
                abstain(p_validation, p_test, 0.75), TEAMS)
with open("ticket-router-report.json", "w") as file:
    json.dump(result, file, indent=2)
print(json.dumps(result, indent=2))

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Write for the head of support, three short paragraphs of about fifty words each. Problem: what goes wrong today.
# Approach: why you test on unseen modules, and what the router does when it is unsure. Impact: your two accuracies,
# the coverage, the weakest team, and what you would not promise.
# === BEGIN ANSWER ===
# Problem: six teams share an inbox and each misrouted text costs two people's time. Approach: names of products are
# hidden, whole modules are kept for the test because a random split promised about 78% where 64% holds, and a cut-off
# chosen on validation hands the doubtful quarter to a person. Impact: about seven in ten of the answered texts reach
# the right team, six in ten of all, against 29% for always naming the largest; scikit-learn fares worst. Texts about new kinds of modules,
# and coverage on a harder day, are not promised.
# === END ANSWER ===
