# ---
# title: Search with judged queries
# minutes: 60
# problem: Two thirds of the queries are operators, and the search answers none of them.
# artefact: judged-search-report.json
# ---
# %% [markdown] key="intro"
# # Search with judged queries
# The authors of Python's help judged 84 queries: they wrote down which of 79 topics are right for each. 27 are keywords, 57
# operators, from `+=` to marks such as `b'` and `__`. The search in use returns nothing for 56 operators and no right
# topic for `__`. Build a better one. The text of a task says why; its docstring is the contract.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="data"
from certbook.lab import explain, fresh_rng, load_text  # first: keeps BLAS to one thread

# explain words what a check says and fresh_rng draws the cases of the sealed checks; your answers need neither.
import json
import math
import re
from collections import Counter

import numpy as np
import pandas as pd
from sklearn.metrics import ndcg_score

HELP = load_text("pydoc_topics")
TITLES = list(HELP["topics"])
TEXTS = list(HELP["topics"].values())
QUERIES = pd.DataFrame(HELP["queries"])  # columns: query, kind, relevant (the titles of the right topics)
RELEVANT = [{TITLES.index(title) for title in titles} for titles in QUERIES["relevant"]]  # the same as positions


def tokenise_in_use(text):
    """Return the words of two characters or more: the default pattern of scikit-learn's vectorisers."""
    return re.findall(r"(?u)\b\w\w+\b", text.lower())

# %% [markdown] role="task" key="tokenise"
# ## Task 1 — keep what people ask for
# `tokenise_in_use("+=")` is an empty list, and an empty query finds nothing. Write `tokenise(text)`: words stay whole
# and in small letters, runs of other signs become tokens too, and the quotes around them fall away. `x "+=" 1` has
# the tokens `x`, `+=` and `1`. No word is too short or too common to keep.

# %% [markdown] role="hints" key="tokenise"
# 1. What does the pattern in use demand of a token? Which queries can never satisfy it?
# 2. A token is one of two things: a run of characters that belong to words, or a run of characters that are neither those, nor white space, nor a quote. One pattern with `|` says that.
# 3. `re.findall` with `\w+` on the left of `|`, and on the right a negated set, `[^...]+`, that holds `\w`, `\s` and the three quotes; lower case first.

# %% role="answer" key="tokenise" skill="tokenise"
def tokenise(text):
    """Return the tokens of `text` in order, a list of str; a text without any has an empty list.

    A token is a run of letters (of any language), digits and underscores, in lower case, or a run of other signs, so
    that `a+=1` has three. White space and the quotes " ' and ` only separate; they are part of no token. Every token is
    kept, however short or common.
    """
    ### BEGIN SOLUTION
    return re.findall(r"\w+|[^\w\s\"'`]+", text.lower())
    ### END SOLUTION

# %% role="check" key="tokenise_small" task="tokenise" points=1
for text, wanted_tokens, where in (
        ("return values", ["return", "values"], "where does one token end?"),
        ("open text files", ["open", "text", "files"], "where does one token end?"),
        ('x "+=" 1', ["x", "+=", "1"], "one letter is a word, signs in a row stay together, quotes are part of neither")):
    tokens = tokenise(text)
    assert type(tokens) is list and all(type(token) is str for token in tokens), explain(
        called=f"tokenise({text!r})", got=tokens, wanted="a list of strings", look="re.findall returns one")
    assert tokens == wanted_tokens, explain(
        called=f"tokenise({text!r})", got=tokens, wanted="the words and the runs of signs, in order", look=where)

# %% role="check" key="tokenise_fresh" task="tokenise" points=3
# Sealed: fresh sequences of short words, common words, capitals, numbers and operators, spaced, joined and quoted.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "tokenise_fresh")
kinds = {
    "plain": ["module", "value", "iterate", "naïve", "__init__", "x2"],
    "common": ["and", "not", "if", "for", "is", "in", "or", "with", "while", "the"],
    "short": ["j", "_", "x", "b", "7"],
    "capital": ["None", "True", "J", "SyntaxError", "OBJECT"],
    "operator": ["+=", "**", "//=", "!=", "<<", "...", "@", "%", "~", "->", ":=", "(", "]", "\\"],
}
look = {"plain": ("words are runs of letters, digits and underscores", None),
        "operator": ("which signs does your pattern let through, and do they stay together?", "text.pattern_drops"),
        "short": ("how many characters does your pattern demand?", "text.pattern_drops"),
        "common": ("a keyword such as `not` is a query here: no list of stop words", "text.stop_words"),
        "capital": ("are `None` and `none` one token?", "text.case")}
for kind, (where, misconception) in look.items():
    for turn in range(6):
        chosen = [str(token) for token in rng.choice(kinds[kind], size=5)]
        text = "  ".join(chosen[:3]) + "\n" + " ".join(chosen[3:])
        tokens = tokenise(text)
        assert type(tokens) is list and all(type(token) is str for token in tokens), explain(
            called=f"tokenise({text!r})", got=tokens, wanted="a list of strings", look="what is returned?")
        assert tokens == [token.lower() for token in chosen], explain(
            called=f"tokenise({text!r})", got=tokens, wanted="every token once, in order and in small letters",
            look=where, misconception=misconception)
for turn in range(10):
    word, operator, other = (str(rng.choice(kinds[kind])) for kind in ("plain", "operator", "short"))
    mark = str(rng.choice(['"', "'", "`", "``"]))
    text = f"{word}{operator}{other} {mark}{operator}{mark} {mark}{word}{mark}, ({other})"
    assert tokenise(text) == [word, operator, other, operator, word, ",", "(", other, ")"], explain(
        called=f"tokenise({text!r})", got=tokenise(text), wanted="words apart from signs, signs in a row together, quotes gone",
        look="quotes separate; they must not stick to the sign beside them", misconception="text.pattern_drops")
assert tokenise("") == [] and tokenise(' \n"" ') == [], explain(
    called='tokenise("")', got=tokenise(""), wanted="an empty list where nothing is left", look="do empty strings slip through?")
### END HIDDEN TESTS

# %% [markdown] role="task" key="bm25"
# ## Task 2 — BM25 by hand
# BM25 ("best match", attempt 25) is the ranking that full-text engines start from. With $f$ the count of a query token in
# a document of $L$ tokens, $\bar L$ the mean length, $N$ documents and $n$ of them holding the token, each query token adds
#
# $$\ln\!\left(1+\frac{N-n+0.5}{n+0.5}\right)\cdot\frac{f\,(k_1+1)}{f+k_1\,(1-b+b\,L/\bar L)}$$

# %% [markdown] role="hints" key="bm25"
# 1. Two brakes sit in the formula: a token that is everywhere says little, and a long document holds everything. Which part is which?
# 2. Count once per document with `Counter`. For each query token: in how many documents is it (not: how often in all)? Then add its share to every document that holds it.
# 3. `n = sum(token in count for count in counts)`; `weight = math.log(1 + (N - n + 0.5) / (n + 0.5))`; then loop over the documents with `count[token]`.

# %% role="answer" key="bm25" skill="bm25"
def bm25(documents, query, k1=1.5, b=0.75):
    """Return the score of each document, a float array of shape (len(documents),).

    documents: a list of token lists, of which some may be empty, but not all; query: a list of tokens, perhaps empty. The
    score is the sum of the formula above over the tokens of the query, and a token that is asked twice counts twice. A
    document without any query token scores 0. k1, b: the numbers of the formula. `math.log` is the natural logarithm.
    """
    ### BEGIN SOLUTION
    counts = [Counter(document) for document in documents]
    lengths = np.array([len(document) for document in documents], dtype=float)
    brake = k1 * (1 - b + b * lengths / lengths.mean())
    scores = np.zeros(len(documents))
    for token in query:
        frequency = np.array([count[token] for count in counts], dtype=float)
        holding = np.count_nonzero(frequency)
        weight = math.log(1 + (len(documents) - holding + 0.5) / (holding + 0.5))
        scores += weight * frequency * (k1 + 1) / (frequency + brake)
    return scores
    ### END SOLUTION

# %% role="check" key="bm25_small" task="bm25" points=1
DOCUMENTS = [["not", "a", "number"], ["a", "number"], ["raise", "an", "error"]]
for asked, found in ((["number"], [0, 1]), (["raise", "error"], [2])):
    scores = bm25(DOCUMENTS, asked)
    assert isinstance(scores, np.ndarray) and scores.dtype.kind == "f" and scores.shape == (3,), explain(
        called=f"bm25(DOCUMENTS, {asked})", got=scores, wanted="a float array, one score per document",
        look="np.zeros(len(documents)) and add to it")
    assert (scores >= 0).all(), explain(
        called=f"bm25(DOCUMENTS, {asked})", got=scores, wanted="no score below 0, however common the token",
        look="the logarithm: the textbook form without the 1 + turns negative for a token that most documents hold",
        misconception="text.idf_missing")
    assert list(np.flatnonzero(scores > 0)) == found, explain(
        called=f"bm25(DOCUMENTS, {asked})", got=scores, wanted="a score above 0 exactly where a query token occurs",
        look="what does a document without the token get?")

# %% role="check" key="bm25_fresh" task="bm25" points=3
# Sealed: fresh collections against the formula, term by term; long, empty and repetitive documents; other k1 and b.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "bm25_fresh")
tokens = [f"w{i}" for i in range(12)]
for turn in range(5):
    chance = np.sort(rng.dirichlet(np.full(12, 0.7)))[::-1]
    shelf = [list(map(str, rng.choice(tokens, size=size, p=chance))) for size in rng.integers(1, 40, size=14)] + [[]]
    padded = [["w1", "w2"], ["w1", "w2"] + ["filler"] * 30, ["rare", "w3"], ["w3", "w3", "w3", "w1"]] + shelf
    k1, b = ((1.5, 0.75), (0.9, 0.4), (2.0, 0.9))[turn % 3]
    call = "bm25(documents, query, k1, b)"
    scores = bm25([list(document) for document in padded], ["w1"], k1, b)
    assert isinstance(scores, np.ndarray) and scores.dtype.kind == "f" and scores.shape == (len(padded),), explain(
        called=call, got=type(scores), wanted="a float array, one score per document", look="what is returned?")
    ten = [["rare", "w3"]] + [["w3", "w4"]] * 9
    seldom, often = float(bm25(ten, ["rare"], k1, b)[0]), float(bm25(ten, ["w3"], k1, b)[0])
    assert often > 0, explain(
        called=call + ", a token that all of 10 documents hold", got=often, wanted="a little more than 0, also for such a token",
        look="is the 1 + inside the logarithm, before the fraction?", misconception="text.idf_missing")
    often_in_one = [["w3"] * 8] + [["w4", "w5"]] * 4
    once_in_one = [["w3"] + ["w6"] * 7] + [["w4", "w5"]] * 4
    more, less = float(bm25(often_in_one, ["w3"], k1, b)[0]), float(bm25(once_in_one, ["w3"], k1, b)[0])
    assert less < more, explain(
        called=call + ", a token once and eight times in one document", got=(less, more), wanted="eight times is worth more than once",
        look="n counts the documents that hold the token, not how often it occurs", misconception="text.idf_missing")
    assert scores[0] > scores[1] > 0, explain(
        called=call + ", one document being another with thirty other words", got=scores[:2],
        wanted="of two documents with equal hits the longer one scores less",
        look="the part with the length L of each document and its mean", misconception="text.no_length_norm")
    assert seldom > 3 * often, explain(
        called=call + ", a token in 1 of 10 documents and one in all", got=(seldom, often),
        wanted="a token that is everywhere weighs little", look="the logarithm with N and n", misconception="text.idf_missing")
    assert more < 6 * less, explain(
        called=call + ", a token once and eight times in one document", got=(less, more),
        wanted="eight times is worth far less than eight times as much", look="f stands above and below the fraction line")
    for asked in (["w0"], ["w5", "w9", "unknown"], ["w2", "w2", "w11"], []):
        expected = []
        for document in padded:
            total = 0.0
            for token in asked:
                f, n = document.count(token), sum(token in other for other in padded)
                mean = sum(map(len, padded)) / len(padded)
                total += math.log(1 + (len(padded) - n + 0.5) / (n + 0.5)) * f * (k1 + 1) / (f + k1 * (1 - b + b * len(document) / mean))
            expected.append(total)
        got = bm25([list(document) for document in padded], list(asked), k1, b)
        assert isinstance(got, np.ndarray) and got.shape == (len(padded),) and np.allclose(got, expected, rtol=1e-9, atol=1e-12), explain(
            called=call + f" with a query of {len(asked)} tokens", got=got, wanted="the sum of the formula over the query's tokens, repeats included",
            look="work one document out on paper; do you use the k1 and b that were given?")
### END HIDDEN TESTS

# %% [markdown] role="task" key="reciprocal_ranks"
# ## Task 3 — a rank that nothing flatters
# Write `reciprocal_ranks(scores, relevant, k)`: for each query one divided by the rank of its first right document, or
# 0 if none is among the first `k`. Two rules keep it honest: a score of 0 is no result, and a right document that ties
# with wrong ones stands behind them all.

# %% [markdown] role="hints" key="reciprocal_ranks"
# 1. Which of a query's right documents counts? And who stands in front of it?
# 2. Only the best score among the right documents matters. The rank is one more than the number of *wrong* documents that score at least as much.
# 3. For one query: `best = max(row[i] for i in right)`, `ahead = sum(row[j] >= best for j not in right)`, `rank = 1 + ahead`; then ask whether `best > 0` and `rank <= k`.

# %% role="answer" key="reciprocal_ranks" skill="mrr"
def reciprocal_ranks(scores, relevant, k):
    """Return one value per query, a float array of shape (queries,).

    scores: array (queries, documents), 0 or more, higher is better; relevant: for each query the set of positions of its
    right documents, never empty; k: how many results are looked at. The rank of a query's first right document is 1 +
    the number of wrong documents that score as much as it or more: wrong ones go first in a tie, and right ones that tie
    do not stand in each other's way. The value is 1 / rank, or 0 if the rank is above k or the right ones all score 0.
    """
    ### BEGIN SOLUTION
    values = np.zeros(len(scores))
    for i, (row, right) in enumerate(zip(scores, relevant)):
        is_right = np.isin(np.arange(len(row)), list(right))
        best = row[is_right].max()
        rank = 1 + int((row[~is_right] >= best).sum())
        if best > 0 and rank <= k:
            values[i] = 1 / rank
    return values
    ### END SOLUTION

# %% role="check" key="reciprocal_ranks_small" task="reciprocal_ranks" points=1
for columns in (3, 4):
    ranks = reciprocal_ranks(np.eye(3, columns), [{0}, {1}, {2}], k=2)
    assert isinstance(ranks, np.ndarray) and ranks.dtype.kind == "f" and ranks.shape == (3,), explain(
        called="reciprocal_ranks(scores, relevant, k)", got=ranks, wanted="a float array, one value per query",
        look="a value for every query, the unanswered ones too")
    assert (ranks == 1).all(), explain(
        called="reciprocal_ranks(scores, relevant, k) with the right document on top each time", got=ranks,
        wanted="1 for each query", look="one divided by the rank, the first rank being 1")
nothing = reciprocal_ranks(np.array([[0.1, 0.9, 0.8]]), [{0}], k=2)
assert nothing.shape == (1,) and nothing[0] == 0, explain(
    called="reciprocal_ranks(scores, relevant, k=2) with the right document in third place", got=nothing,
    wanted="0: it is not among the first two", look="what does k do?")
unmatched = reciprocal_ranks(np.array([[0.4, 0.0, 0.7]]), [{1}], k=3)
assert unmatched.shape == (1,) and unmatched[0] == 0, explain(
    called="reciprocal_ranks(np.array([[0.4, 0.0, 0.7]]), [{1}], k=3)", got=unmatched,
    wanted="0: a document that scores 0 matched nothing, so the search did not return it",
    look="a sorted list holds every document, the unmatched ones too: a score of 0 is no result", misconception="metric.zero_score")

# %% role="check" key="ranks_fresh" task="reciprocal_ranks" points=3
# Sealed: known orders with several right documents, at and beyond the cut-off; ties on both sides; scores of 0.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "ranks_fresh")
call = "reciprocal_ranks(scores, relevant, k)"


def ranked(order):
    """Scores that rank the documents in this order."""
    row = np.empty(len(order))
    row[order] = np.sort(rng.uniform(0.5, 9.0, size=len(order)))[::-1]
    return row


def measured(rows, right, k):
    """Call the learner's function and say first that it is the right kind of thing."""
    got = reciprocal_ranks(np.array(rows), [set(some) for some in right], k)
    assert isinstance(got, np.ndarray) and got.dtype.kind == "f" and got.shape == (len(rows),), explain(
        called=call, got=got, wanted="a float array, one value per query, unanswered ones too", look="what is returned?",
        misconception="metric.answered_only")
    return got


order = [rng.permutation(30) for _ in range(12)]
at = np.array([1, 2, 3, 5, 8, 10, 1, 4, 7, 9, 6, 2])
value = measured([ranked(one) for one in order], [{int(one[rank - 1])} for one, rank in zip(order, at)], 10)
later = at > 1
assert not np.allclose(value[later], 1 / (at[later] - 1)) and np.isfinite(value).all() and value.max() <= 1, explain(
    called=call, got=value, wanted="the first rank is 1, the second 2", look="enumerate and argsort count from 0",
    misconception="metric.zero_based_rank")
mirrored = np.where(31 - at <= 10, 1 / (31 - at), 0)
assert not np.allclose(value, mirrored), explain(
    called=call, got=value, wanted="the highest score stands first", look="in which direction do you sort?", misconception="metric.wrong_order")
assert np.allclose(value, 1 / at), explain(
    called=call + " with one right document at a known rank, k = 10", got=value,
    wanted="one divided by that rank, up to and including rank k", look="is rank k itself still inside?", misconception="metric.no_cutoff")
far = measured([ranked(one) for one in order], [{int(one[10])} for one in order], 10)
assert (far == 0).all(), explain(
    called=call + " with the right document at rank k + 1", got=far, wanted="0 beyond the cut-off", look="where is k used?", misconception="metric.no_cutoff")
several = measured([ranked(one) for one in order], [{int(one[rank - 1]), int(one[rank + 3]), int(one[25])} for one, rank in zip(order, at)], 10)
assert np.allclose(several, 1 / at), explain(
    called=call + " with three right documents", got=several, wanted="the first right document counts, the others do not matter",
    look="max or min, mean, or the last one found?", misconception="metric.last_relevant")
for first in (0, 7, 29):
    row = np.r_[np.full(4, 5.0), np.full(26, 1.0)]
    row = np.roll(row, first)
    tied = measured([row, row], [{first}, {first, (first + 1) % 30}], 10)
    assert np.allclose(tied, [1 / 4, 1 / 3]), explain(
        called=call + " with a right document that ties with wrong ones", got=tied,
        wanted="all wrong documents with the same score stand in front; right ones do not",
        look="an order by position decides a tie by luck: count the wrong documents, and only those, that score at least as much",
        misconception="metric.ties")
unmatched = measured([np.zeros(30), np.r_[3.0, 2.0, np.zeros(28)]], [{4}, {9}], 50)
assert (unmatched == 0).all(), explain(
    called=call + " where the right document scores 0", got=unmatched, wanted="0: a document that matched nothing was not found",
    look="a score of 0 is no result, even with room left in the first k", misconception="metric.zero_score")
### END HIDDEN TESTS

# %% [markdown] role="task" key="ndcg"
# ## Task 4 — when several topics help
# The first hit is not everything: `.` has four right topics. nDCG, the *normalised discounted cumulative gain*, lets each
# document carry a grade of how much it helps. Write `ndcg(scores, grades, k)`: the grades of the first `k` results, each
# divided by $\log_2(\text{rank}+1)$, added up, as a share of the best such sum that `k` places could hold.

# %% [markdown] role="hints" key="ndcg"
# 1. What would the perfect ranking of these documents look like, and does it depend on your scores?
# 2. Write a small sum over the first k of a list of grades, and use it twice: for the grades in the order of the scores, and for all grades in falling order.
# 3. `order = np.argsort(-scores)`, `discount = np.log2(np.arange(2, k + 2))`; mind that there may be fewer than `k` documents, and that an ideal sum of 0 gives 0.

# %% role="answer" key="ndcg" skill="ndcg"
def ndcg(scores, grades, k):
    """Return a float between 0 and 1 for one query.

    scores, grades: float arrays of the same length, a value per document; grades are 0 or more, and are added as they
    are. Scores do not tie; the highest has rank 1. Both sums stop at k: the one of your ranking, and the one it is
    divided by, which is the largest that the first k places could hold if all the documents stood in the best order.
    Where there are fewer than k documents, both take all of them. Without any grade above 0 the result is 0.0.
    """
    ### BEGIN SOLUTION
    discount = np.log2(np.arange(2, min(k, len(grades)) + 2))
    reached = (grades[np.argsort(-scores)][:k] / discount).sum()
    ideal = (np.sort(grades)[::-1][:k] / discount).sum()
    return float(reached / ideal) if ideal > 0 else 0.0
    ### END SOLUTION

# %% role="check" key="ndcg_small" task="ndcg" points=1
for grades_small, k, best in (([3.0, 0.0], 2, 1.0), ([2.0, 1.0, 1.0], 2, 1.0), ([3.0, 0.0], 5, 1.0), ([0.0, 0.0], 2, 0.0)):
    call = f"ndcg(scores, np.array({grades_small}), k={k}) with the documents in the best order"
    result = ndcg(np.array([0.9, 0.5, 0.1])[:len(grades_small)], np.array(grades_small), k)
    assert type(result) in (float, np.float64) and -1e-9 <= result <= 1 + 1e-9, explain(
        called=call, got=result, wanted="a float between 0 and 1", look="float(...), and divide by the sum of the best order")
    assert abs(result - best) < 1e-9, explain(
        called=call, got=result, wanted="1 for the best order; 0 where no document has a grade",
        look="divide by the sum of the best order, which has k places as well")

# %% role="check" key="ndcg_fresh" task="ndcg" points=2
# Sealed: fresh scores and grades, few and many documents, all cut-offs; grades on another scale.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "ndcg_fresh")
for turn in range(30):
    documents = (3, 12, 25)[turn % 3]
    scores, grades = rng.permutation(documents) + rng.random(), rng.integers(0, 4, size=documents).astype(float)
    grades[rng.integers(documents)] = 3.0
    for k in (1, 5, 10):
        call = f"ndcg(scores, grades, k={k}) of {documents} documents"
        result = ndcg(scores.copy(), grades.copy(), k)
        assert type(result) in (float, np.float64), explain(called=call, got=type(result), wanted="a float", look="float(...)")
        assert abs(ndcg(scores, 10 * grades, k) - result) < 1e-9, explain(
            called=call + ", then with ten times the grades", got=ndcg(scores, 10 * grades, k), wanted="the same: it is a share of the best possible",
            look="divide by the sum of the best order", misconception="metric.wrong_scale")
        ideal = ndcg(grades + scores / 1000, grades, k)
        worth = np.sort(grades)[::-1] / np.log2(np.arange(2, documents + 2))
        assert abs(ideal - 1) < 1e-9 or abs(ideal - worth[:k].sum() / worth.sum()) > 1e-9, explain(
            called=call + " with the documents in the best order", got=ideal, wanted="1: k places cannot hold more than this",
            look="the sum that you divide by takes in all documents; cut it at k as well", misconception="metric.no_cutoff")
        assert abs(ideal - 1) < 1e-9, explain(
            called=call + " with the documents in the best order", got=ideal, wanted="1", look="does the highest score stand first?",
            misconception="metric.wrong_order")
        below = np.argsort(-scores)[k:]
        if len(below) > 1:
            shuffled = scores.copy()
            shuffled[below] = scores[rng.permutation(below)]
            assert abs(ndcg(shuffled, grades, k) - result) < 1e-9, explain(
                called=call + ", then with another order behind rank k", got=ndcg(shuffled, grades, k), wanted="the same: only the first k are seen",
                look="where is k used?", misconception="metric.no_cutoff")
        for rank in range(1, min(k, documents) + 1):
            alone = np.where(np.arange(documents) == np.argsort(-scores)[rank - 1], 2.0, 0.0)
            assert abs(ndcg(scores, alone, k) * np.log2(rank + 1) - 1) < 1e-9, explain(
                called=call + f" with the only grade at rank {rank}", got=ndcg(scores, alone, k),
                wanted="a grade is divided by log2(rank + 1), and the first rank is 1", look="enumerate and arange count from 0",
                misconception="metric.zero_based_rank")
        truth = float(ndcg_score([grades], [scores], k=k))
        assert abs(result - truth) < 1e-9, explain(
            called=call, got=result, wanted="a share of the best sum that k places could hold, chosen from all the documents",
            look="does the best order know the documents that your ranking left out?", misconception="metric.answered_only")
assert ndcg(np.array([2.0, 1.0]), np.array([0.0, 0.0]), 10) == 0, explain(
    called="ndcg(scores, grades, k) where no document helps", got=ndcg(np.array([2.0, 1.0]), np.array([0.0, 0.0]), 10), wanted="0.0",
    look="what do you divide by?")
### END HIDDEN TESTS

# %% [markdown] role="task" key="report"
# ## Task 5 — better, worse, or not known
# Both searches answered the *same* queries, so compare them query by query. Write `report(results, rng)`: averages over
# every query, the mean gain, and the queries that were missed or got worse. The interval comes from the *bootstrap*: draw
# as many queries as you have, with replacement, again and again, and see how the mean gain varies.

# %% [markdown] role="hints" key="report"
# 1. Some queries are hard for any search. What remains of that when you subtract before from after, query by query?
# 2. Draw whole queries with replacement, as many as there are, and average their differences; repeat a thousand times. A 90% interval leaves 5% out at each end of those averages.
# 3. `gain = (results.after - results.before).to_numpy()`; `means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)`; `np.quantile(means, [0.05, 0.95])`.

# %% role="answer" key="report" skill="paired-interval"
def report(results, rng):
    """Return a dict that json.dumps accepts, with plain Python floats that are not rounded.

    results: a table with a row per query and the columns query, kind, before and after (reciprocal ranks of two searches).
    queries: int, the number of rows. mrr_before, mrr_after: {kind: mean over all queries of the kind}.
    gain: the mean of after - before over all queries.
    low, high: the 5th and the 95th percentile of the mean gain over resamples, a 90% interval. Each resample draws as many
        rows as the table has, with replacement, from all its rows and with `rng`; at least 500 resamples.
    verdict: "better" if low > 0, "worse" if high < 0, else "not known".
    missed: the queries with after = 0 (pages may have come back, but no right one among those looked at).
    worse: the queries with after < before. Both are sorted lists of str.
    """
    ### BEGIN SOLUTION
    gain = (results["after"] - results["before"]).to_numpy()
    means = rng.choice(gain, size=(1000, len(gain))).mean(axis=1)
    low, high = (float(bound) for bound in np.quantile(means, [0.05, 0.95]))
    by_kind = results.groupby("kind")[["before", "after"]].mean()
    return {
        "queries": len(results),
        "mrr_before": by_kind["before"].to_dict(),
        "mrr_after": by_kind["after"].to_dict(),
        "gain": float(gain.mean()),
        "low": low,
        "high": high,
        "verdict": "better" if low > 0 else "worse" if high < 0 else "not known",
        "missed": sorted(results.loc[results["after"] == 0, "query"]),
        "worse": sorted(results.loc[results["after"] < results["before"], "query"]),
    }
    ### END SOLUTION

# %% role="check" key="report_small" task="report" points=1
KEYS = ["queries", "mrr_before", "mrr_after", "gain", "low", "high", "verdict", "missed", "worse"]
for names in (["if", "or"], ["if", "or", "is"]):
    table = pd.DataFrame({"query": names, "kind": "keyword", "before": 0.5, "after": 1.0})
    numbers = report(table, np.random.default_rng(SEED))
    assert type(numbers) is dict and sorted(numbers) == sorted(KEYS), explain(
        called="report(results, rng)", got=sorted(numbers) if type(numbers) is dict else type(numbers),
        wanted="a dict with exactly the keys of the contract", look="spelling of the keys")
    assert type(numbers["queries"]) is int and type(numbers["gain"]) is float and type(numbers["mrr_after"]) is dict, explain(
        called="report(results, rng)", got={key: type(numbers[key]).__name__ for key in ("queries", "gain", "mrr_after")},
        wanted="plain Python numbers, and a dict for each mrr", look="float(...), .to_dict()")
    assert numbers["queries"] == len(names) and type(numbers["missed"]) is list, explain(
        called="report(results, rng)", got=(numbers["queries"], numbers["missed"]), wanted="the number of rows, and lists of queries",
        look="len(results)")

# %% role="check" key="search_report_fresh" task="report" points=3
# Sealed: fresh results of other kinds; every query better by the same step; searches exchanged; searches that tie.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "search_report_fresh")
call = "report(results, rng)"
for turn in range(4):
    size = (90, 200, 150, 120)[turn]
    table = pd.DataFrame({"query": [f"q{i:03d}" for i in rng.permutation(size)], "kind": rng.choice(["name", "sign", "phrase"], size=size)})
    table["before"] = rng.choice([0, 0.2, 0.25, 1 / 3, 0.5, 1], size=size)
    table["after"] = rng.choice([0, 0.25, 0.5, 1], size=size)
    numbers = report(table.copy(), np.random.default_rng(turn))
    assert type(numbers) is dict and set(numbers) == {"queries", "mrr_before", "mrr_after", "gain", "low", "high", "verdict", "missed", "worse"}, explain(
        called=call, got=type(numbers), wanted="a dict with exactly the keys of the contract", look="spelling of the keys")
    assert json.loads(json.dumps(numbers)) == numbers and all(type(numbers[key]) is float for key in ("gain", "low", "high")), explain(
        called=f"json.dumps({call})", got=[type(numbers[key]).__name__ for key in ("gain", "low", "high")], wanted="plain Python numbers", look="float(...)")
    assert numbers == report(table.copy(), np.random.default_rng(turn)), explain(
        called=call + ", twice with equal generators", got="two different reports", wanted="the same report", look="draw with rng", misconception="seed.missing")
    assert numbers["queries"] == size, explain(called=call, got=numbers["queries"], wanted="all queries", look="len(results)", misconception="metric.answered_only")
    for side in ("before", "after"):
        means = {kind: float(np.mean([value for value, own in zip(table[side], table["kind"]) if own == kind])) for kind in ("name", "sign", "phrase")}
        got = numbers[f"mrr_{side}"]
        assert type(got) is dict and set(got) == set(means) and all(type(got[kind]) is float and abs(got[kind] - means[kind]) < 1e-9 for kind in means), explain(
            called=f"{call}['mrr_{side}']", got=got, wanted="the mean over all queries of each kind; an unanswered query is a 0 and counts",
            look="which rows take part in your mean?", misconception="metric.answered_only")
    difference = (table["after"] - table["before"]).to_numpy()
    assert abs(numbers["gain"] - difference.mean()) < 1e-9, explain(
        called=f"{call}['gain']", got=numbers["gain"], wanted="the mean of after minus before over all queries", look="which minus which, and over which rows?",
        misconception="metric.answered_only")
    step = table.assign(after=table["before"] + 0.125)
    shifted = report(step, np.random.default_rng(turn))
    assert abs(shifted["low"] - 0.125) < 1e-9 and abs(shifted["high"] - 0.125) < 1e-9, explain(
        called=call + " where each query gained exactly the same", got=(shifted["low"], shifted["high"]),
        wanted="an interval without width: nothing is uncertain about such a gain",
        look="do you draw queries, or before and after apart from each other?", misconception="test.unpaired")
    width = (numbers["high"] - numbers["low"]) / (2 * 1.645 * difference.std() / np.sqrt(size))
    assert numbers["low"] < numbers["gain"] < numbers["high"] and 0.7 < width < 1.35, explain(
        called=call, got=(numbers["low"], numbers["gain"], numbers["high"]),
        wanted="the 5th and the 95th percentile of the mean gain over resampled queries: about 1.6 standard errors either way",
        look="means of whole resamples, not single queries; 5% left out on either side", misconception="interval.none")
    flipped = report(table.rename(columns={"before": "after", "after": "before"}), np.random.default_rng(turn))
    assert abs(flipped["gain"] + numbers["gain"]) < 1e-9, explain(
        called=call + " with the two searches exchanged", got=flipped["gain"], wanted="the opposite gain", look="after minus before, by name")
    assert type(numbers["missed"]) is list and numbers["missed"] == sorted(table["query"][table["after"] == 0]), explain(
        called=f"{call}['missed']", got=numbers["missed"], wanted="the queries without any right answer after the change, sorted", look="after == 0")
    assert type(numbers["worse"]) is list and numbers["worse"] == sorted(table["query"][table["after"] < table["before"]]), explain(
        called=f"{call}['worse']", got=numbers["worse"], wanted="the queries that lost, sorted; a mean hides them", look="after < before")
# Evenly spread gains, so the mean gain of a resample is as good as normal, with a known standard error. Twenty intervals
# of 500 resamples average to a half width of 1.645 +- 0.02 of it; the 10th and 90th percentile would give 1.28.
even = pd.DataFrame({"query": [f"q{i}" for i in range(80)], "kind": "sign", "before": np.linspace(1, 0, 80), "after": np.linspace(0, 1, 80)})
error = float((even["after"] - even["before"]).std(ddof=0)) / np.sqrt(80)
drawn = [report(even.copy(), np.random.default_rng([int(rng.integers(2**32)), turn])) for turn in range(20)]
half_width = float(np.mean([one["high"] - one["low"] for one in drawn])) / 2 / error
assert half_width > 1.46, explain(
    called=f"{call} for evenly spread gains, the mean of twenty intervals", got=f"{half_width:.2f} standard errors either way",
    wanted="a 90% interval holds 90% of the resampled means", look="5% is left out at each end, 10% in all: the 5th and the 95th percentile",
    misconception="interval.wrong_tails")
assert half_width < 1.8, explain(
    called=f"{call} for evenly spread gains, the mean of twenty intervals", got=f"{half_width:.2f} standard errors either way",
    wanted="a 90% interval holds 90% of the resampled means, and not more", look="the 5th and the 95th percentile, of resamples as large as the table",
    misconception="interval.wrong_tails")
half = pd.DataFrame({"query": [f"q{i}" for i in range(40)], "kind": "sign", "before": [0.0, 1.0] * 20, "after": [1.0, 0.0] * 20})
half.loc[0, "before"] = 0.5
for after, wanted in ((half["after"], "not known"), (half["before"] + 0.1, "better"), (half["before"] - 0.1, "worse")):
    said = report(half.assign(after=after), np.random.default_rng(SEED))["verdict"]
    assert type(said) is str and said == wanted, explain(
        called=f"{call}['verdict']", got=said, wanted="better or worse only if the whole interval lies on one side of 0",
        look="the verdict reads the interval, not the mean", misconception="interval.none")
### END HIDDEN TESTS

# %% key="save_report"
scores = {}
for name, split in (("before", tokenise_in_use), ("after", tokenise)):
    documents = [split(text) for text in TEXTS]
    scores[name] = np.array([bm25(documents, split(query)) for query in QUERIES["query"]])
results = QUERIES[["query", "kind"]].assign(**{name: reciprocal_ranks(rows, RELEVANT, 10) for name, rows in scores.items()})
result = report(results, np.random.default_rng(SEED))
result["nothing_returned"] = {name: QUERIES["query"][(rows == 0).all(axis=1)].tolist() for name, rows in scores.items()}
grades = [np.isin(np.arange(len(TITLES)), list(right)).astype(float) for right in RELEVANT]
tie_break = np.arange(len(TITLES)) * 1e-9  # ndcg wants scores that do not tie
result["ndcg_after"] = float(np.mean([ndcg(row - tie_break, own, 10) for row, own in zip(scores["after"], grades)]))
with open("judged-search-report.json", "w") as file:
    json.dump(result, file, indent=2)
print(json.dumps(result, indent=2))

# %% [markdown] role="written" key="story" points=3
# ## In your own words
# Write for the person who runs the help site, three short paragraphs of about fifty words each. Problem: which queries
# went unanswered, and why. Approach: what you changed, and how you compared the two searches. Impact: the gain with its
# interval, what still returns nothing, what is still missed, what got worse, and how far to trust it.
# === BEGIN ANSWER ===
# Problem: two thirds of the judged queries are operators, and the tokeniser in use drops every sign and every single
# letter: 56 of those 57 found nothing, and `__` found pages of which none was right. Approach: signs and single letters
# became tokens, nothing else changed; both searches answered the same 84 queries and were compared query by query.
# Impact: the mean reciprocal rank of operators rose from 0 to about 0.59, keywords stayed at 0.79, and the gain over all
# queries is about 0.40, with a 90% interval of roughly 0.32 to 0.48. Four queries, bare quotes, return nothing, because
# quotes only separate; twelve, those four among them, have no right page in the first ten; and `is` fell from third to
# seventh place. The tokeniser was designed by looking at these same 84 queries, so expect less on unread ones.
# === END ANSWER ===
