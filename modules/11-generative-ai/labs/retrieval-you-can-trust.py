# ---
# title: Retrieval you can trust
# minutes: 50
# problem: Find the right page for a question, and prove it with an evaluation that cannot flatter.
# artefact: retrieval-report.json
# ---
# %% [markdown] key="intro"
# # Retrieval you can trust
# A support team wants an assistant for Python's own manual: 79 pages, from 28 words to thousands. Before any model
# writes a sentence, the right page must be found. You will cut pages into passages, build questions that the pages do
# not give away, score the search by document, and choose a passage size that other questions confirm.

# %% role="parameters"
SEED = 2026

# %% role="setup" key="imports"
from certbook.lab import explain, fresh_rng, load_text  # first: keeps BLAS to one thread

import json
import re
from pathlib import Path
from typing import NamedTuple

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer

FLOATS = (float, np.float64)


class Setting(NamedTuple):
    """How pages are cut: words in a passage, and words that it shares with the next."""

    size: int
    overlap: int


def first_sentence(text):
    """Return the text's first sentence, up to a full stop or colon before white space, with single spaces."""
    found = re.match(r"\s*(\S.*?[.:])(?=\s|$)", text, re.DOTALL)
    return " ".join((found.group(1) if found else text).split())


def prose_of(page):
    """Return a page from its first paragraph of ordinary sentences on: without heading and grammar."""
    parts = page.split("\n\n")
    start = next(i for i, part in enumerate(parts) if i and len(part.split()) >= 8 and "::=" not in part)
    return "\n\n".join(parts[start:])


def search(passages, questions):
    """Return, for each question, the owners of the passages that share a word with it, best first.

    passages: a list of (document id, text). A document stands in the list once for each passage of it that was found.
    """
    owners, texts = zip(*passages)
    vectoriser = TfidfVectorizer(token_pattern=r"\w+", sublinear_tf=True)
    index = vectoriser.fit_transform(texts)
    scores = (vectoriser.transform(questions) @ index.T).toarray()
    return [[owners[i] for i in np.argsort(-row, kind="stable") if row[i] > 0] for row in scores]


DOCUMENTS = {title: prose_of(page) for title, page in load_text("pydoc_topics")["topics"].items()}
lengths = [len(text.split()) for text in DOCUMENTS.values()]
print(f"{len(DOCUMENTS)} documents, median {np.median(lengths):.0f} words, longest {max(lengths)}")

# %% [markdown] role="task" key="chunk"
# ## Task 1 — passages that know where they stand
# A citation must point into the page, so a passage is a pair of character positions, not a copied string. Write
# `chunk(text, size, overlap)`: a list of `(start, end)` tuples of ints. A word is a run of characters other than white
# space. The first passage holds the first `size` words; each next one starts `size - overlap` words later; the list
# ends with the passage that reaches the last word. `text[start:end]` runs from the first character of its first word
# to the last character of its last. With `size=3, overlap=1`, the text `"a b  c d"` gives `[(0, 6), (5, 8)]`. No words,
# no passages: `[]`. You may rely on `0 <= overlap < size`.

# %% [markdown] role="hints" key="chunk"
# 1. If the same words stand in a text twice, how would a search for a passage's text know which place is meant?
# 2. List the place of every word first, start and end. A passage is then two look-ups in that list. Stop as soon as
#    a passage has reached the last word, even where another start would still fit.
# 3. `re.finditer(r"\S+", text)` yields matches with `.start()` and `.end()`; step through the word numbers by
#    `size - overlap`, and break when `first + size >= len(words)`.

# %% role="answer" key="chunk" skill="chunk-offsets"
def chunk(text, size, overlap):
    """Return the passages of `text` as a list of (start, end) character positions."""
    ### BEGIN SOLUTION
    words = [match.span() for match in re.finditer(r"\S+", text)]
    passages = []
    for first in range(0, len(words), size - overlap):
        last = min(first + size, len(words)) - 1
        passages.append((words[first][0], words[last][1]))
        if last == len(words) - 1:
            break
    return passages
    ### END SOLUTION

# %% role="check" key="chunk_small" task="chunk" points=1
for text, size, overlap, spans in [("a b  c d", 3, 1, [(0, 6), (5, 8)]), ("one two", 5, 0, [(0, 7)]), ("", 4, 1, [])]:
    made = chunk(text, size, overlap)
    call = f"chunk({text!r}, {size}, {overlap})"
    assert type(made) is list and all(type(pair) is tuple and len(pair) == 2 for pair in made), explain(
        called=call, got=made, wanted="a list of (start, end) tuples", look="positions, not the passages' text")
    assert made == spans, explain(
        called=call, got=made, wanted="passages of `size` words that share `overlap` words with the next",
        look="count characters from 0; `end` is one behind the last character")

# %% role="check" key="chunk_offsets" task="chunk" points=2
# Sealed: texts in which words and whole sentences come back, with tabs, line breaks and runs of spaces between.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "chunk_offsets")
for turn in range(12):
    block = [str(word) for word in rng.choice(["loop", "ends", "the", "a", "value.", "x"], size=int(rng.integers(9, 20)))]
    words = 3 * block
    gaps = [str(gap) for gap in rng.choice([" ", "  ", "\n", "\t", "\n\n   "], size=len(words))]
    gaps[:2] = ["  ", "\n"]
    text = "".join(gap + word for gap, word in zip(gaps, words)) + " \n"
    places = [match.start() for match in re.finditer(r"\S+", text)]
    size = int(rng.integers(3, 9))
    overlap = int(rng.integers(0, size))
    made = chunk(text, size, overlap)
    call = f"chunk(a text of {len(words)} words, many of them repeated, {size}, {overlap})"
    assert type(made) is list and made and all(type(p) is tuple and len(p) == 2 for p in made), explain(
        called=call, got=made, wanted="a list of (start, end) tuples", look="positions, not the passages' text")
    for number, (start, end) in enumerate(made):
        first = number * (size - overlap)
        shown = text[start:end]
        there = first < len(words) and start == places[first]
        assert there and shown == shown.strip() and shown.split() == words[first:first + size], explain(
            called=f"text[start:end] for passage {number} of {call}", got=shown,
            wanted="exactly that passage's own words in their own place, without space at either end",
            look="find each word's place once, from left to right; searching for the text finds its first copy, and "
                 "joining words with single spaces forgets what stood between", misconception="rag.offsets")
### END HIDDEN TESTS

# %% role="check" key="chunk_cover" task="chunk" points=2
# Sealed: every length from one word to forty: nothing is lost at the end, and nothing is repeated beyond the overlap.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "chunk_cover")
for count in range(1, 41):
    text = " ".join(f"w{number}" for number in range(count))
    size = int(rng.integers(2, 8))
    overlap = int(rng.integers(1, size))
    made = chunk(text, size, overlap)
    call = f"chunk({count} words, {size}, {overlap})"
    assert type(made) is list and made and all(type(p) is tuple and len(p) == 2 for p in made), explain(
        called=call, got=made, wanted="a list of (start, end) tuples", look="does a short text give nothing?")
    groups = [text[start:end].split() for start, end in made]
    assert set(" ".join(map(" ".join, groups)).split()) == set(text.split()), explain(
        called=call, got=f"passages without {(set(text.split()) - set(sum(groups, []))) or 'nothing'}",
        wanted="passages that hold every word, the last ones too", look="what happens to words that do not fill a "
        "whole passage?", misconception="count.boundary")
    assert all(set(after) - set(before) for before, after in zip(groups, groups[1:])), explain(
        called=call, got=f"a last passage of {len(groups[-1])} words, all of which stand in the one before",
        wanted="passages that each bring something new", look="stop once a passage has reached the last word",
        misconception="rag.overlap_twice")
    shared = [len(set(before) & set(after)) for before, after in zip(groups, groups[1:])]
    assert all(number == overlap for number in shared), explain(
        called=call, got=f"neighbours that share {shared} words", wanted="`overlap` words in both of two neighbours",
        look="the next passage starts size - overlap words later")
assert chunk(" \n ", 4, 2) == [], explain(
    called="chunk(' \\n ', 4, 2)", got=chunk(" \n ", 4, 2), wanted="an empty list where there are no words",
    look="white space is no word")
### END HIDDEN TESTS

# %% [markdown] role="task" key="eval_set"
# ## Task 2 — questions that the pages do not give away
# Nobody has judged questions for these pages, so make some: the first sentence of each document is a question, and a
# document that held it is a right answer. Then the sentence must leave **every** document, or the search only has to
# recognise it. Write `eval_set(documents)` for a dict id → text. Return a pair `(questions, cleaned)`:
#
# - `questions`: a list of `(question, ids)`, one for each *different* first sentence, in order of first appearance.
#   `question` is what `first_sentence` returns; `ids` is the set of all documents in which it stands
#   anywhere, with white space or the text's end on both sides.
# - `cleaned`: a dict with the same ids in the same order; each text without all these sentences, wherever they stood.
#
# A copy counts as the same sentence where only its white space differs: a line break is as good as a space. All other
# words stay, in their order; what white space you leave is up to you. `documents` itself is not changed.

# %% [markdown] role="hints" key="eval_set"
# 1. Take one question and search all cleaned texts for it. Manuals repeat themselves: how often is it still there?
# 2. Collect the different questions first. Turn each into a pattern in which any white space may stand between two
#    words. Then for every document: which patterns does it hold? And take all of them out.
# 3. `r"(?<!\S)" + r"\s+".join(map(re.escape, question.split())) + r"(?!\S)"` is such a pattern;
#    `dict.fromkeys(map(first_sentence, documents.values()))` keeps each sentence once, in order.

# %% role="answer" key="eval_set" skill="clean-eval"
def eval_set(documents):
    """Return (questions, cleaned): a list of (question, set of ids), and a dict id -> text without any question."""
    ### BEGIN SOLUTION
    patterns = {
        question: re.compile(r"(?<!\S)" + r"\s+".join(map(re.escape, question.split())) + r"(?!\S)")
        for question in dict.fromkeys(map(first_sentence, documents.values()))
    }
    questions = [
        (question, {name for name, text in documents.items() if pattern.search(text)})
        for question, pattern in patterns.items()
    ]
    cleaned = dict(documents)
    for name in cleaned:
        for pattern in patterns.values():
            cleaned[name] = pattern.sub("", cleaned[name])
    return questions, cleaned
    ### END SOLUTION

# %% role="check" key="eval_set_small" task="eval_set" points=1
pages = {"break": "Break ends a loop. It jumps behind it.", "while": "While repeats a body. See also for."}
made = eval_set(dict(pages))
assert type(made) in (tuple, list) and len(made) == 2, explain(
    called="eval_set(two pages)", got=made, wanted="a pair: questions and cleaned", look="return both, with a comma")
questions, cleaned = made
assert type(questions) is list and all(type(pair) in (tuple, list) and len(pair) == 2 for pair in questions), explain(
    called="questions of eval_set(two pages)", got=questions, wanted="a list of (question, set of ids)",
    look="one pair for each different first sentence")
assert list(map(tuple, questions)) == [("Break ends a loop.", {"break"}), ("While repeats a body.", {"while"})], explain(
    called="questions of eval_set(two pages)", got=questions, wanted="each first sentence with the set of its ids",
    look="first_sentence(text) is the question")
assert type(cleaned) is dict and list(cleaned) == list(pages), explain(
    called="cleaned of eval_set(two pages)", got=cleaned, wanted="a dict with the same ids", look="keep every document")

# %% role="check" key="eval_set_leak" task="eval_set" points=3
# Sealed: pages that repeat each other's sentences, across line breaks, and each question searched in every cleaned page.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "eval_set_leak")
nouns = ["loop", "class", "scope", "slice", "module", "object", "string", "method"]
for turn in range(5):
    order = [str(noun) for noun in rng.permutation(nouns)]
    firsts = [f"The {noun} is described on this page number {number}." for number, noun in enumerate(order)]
    pages = {}
    for number, noun in enumerate(order):
        other = firsts[(number + 1) % len(firsts)].replace(" is described ", "\n   is described\n")
        copy = other if number % 2 else "Nothing is repeated here."
        pages[noun] = f"{firsts[number]} Facts about {noun} follow.\n\n{copy} End of {noun}."
    made = eval_set(dict(pages))
    assert type(made) in (tuple, list) and len(made) == 2 and type(made[1]) is dict and set(made[1]) == set(pages), explain(
        called="eval_set(pages that repeat each other)", got=made, wanted="a pair: questions, and a dict with all ids",
        look="keep every document")
    for noun, text in made[1].items():
        assert type(text) is str, explain(
            called="cleaned of eval_set(…)", got=text, wanted="each document's text as str", look="id → text")
        flat = " ".join(text.split())
        assert firsts[order.index(noun)] not in flat, explain(
            called="eval_set(pages that repeat each other)", got=f"a page that still begins {flat[:60]!r}",
            wanted="pages without the sentence that was made into the question",
            look="a search for a sentence that is in the index finds itself", misconception="leak.eval_text")
        left = [first for first in firsts if first in flat]
        assert not left, explain(
            called="eval_set(pages that repeat each other)", got=f"a page in which another page's question stands: {left[0]!r}",
            wanted="every question taken out of every page, across line breaks too",
            look="copies: loop over all documents, and let any white space stand between two words",
            misconception="leak.eval_text")
### END HIDDEN TESTS

# %% role="check" key="eval_set_right" task="eval_set" points=2
# Sealed: which documents count as right answers, and whether all other words are still there.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "eval_set_right")
for turn in range(5):
    a, b, c = (str(word) for word in rng.choice(["if", "for", "try", "with", "del", "raise"], size=3, replace=False))
    shared = f"The {a} statement decides:"
    pages = {a: f"{shared} one way. First {a} end.", b: f"{shared} other way. Second {b} end.",
             c: f"Use {c} with care. As said,\nThe {a}\n  statement decides:\nso be it. Third {c} end."}
    before = dict(pages)
    made = eval_set(pages)
    call = "eval_set(three pages: two begin alike, the third repeats their first sentence)"
    assert pages == before, explain(
        called=call, got="other documents than before", wanted="the caller's dict unchanged",
        look="work on a copy: dict(documents)", misconception="arith.in_place")
    assert type(made) in (tuple, list) and len(made) == 2 and type(made[0]) is list and type(made[1]) is dict, explain(
        called=call, got=made, wanted="a pair: a list of questions, and a dict", look="return questions, cleaned")
    found = [(question, set(ids)) for question, ids in made[0]]
    assert len(found) == 2, explain(
        called=call, got=f"{len(found)} questions", wanted="one question for each different first sentence",
        look="a sentence that opens two documents is one question with two right answers",
        misconception="leak.duplicate")
    assert found == [(shared, {a, b, c}), (f"Use {c} with care.", {c})], explain(
        called=call, got=found, wanted="for each question all documents in which its sentence stood anywhere",
        look="a page that repeats the sentence answers it as well, also across a line's end", misconception="leak.duplicate")
    left = {name: text.split() for name, text in made[1].items()}
    assert left == {a: f"one way. First {a} end.".split(), b: f"other way. Second {b} end.".split(),
                    c: f"As said, so be it. Third {c} end.".split()}, explain(
        called=call, got=left, wanted="every other word still there, in order",
        look="take the sentence out, not its paragraph, and not its words elsewhere", misconception="rag.body_lost")
### END HIDDEN TESTS

# %% [markdown] role="task" key="recall_mrr"
# ## Task 3 — count documents, not passages
# A search over passages returns a document as often as its passages were found. Write `recall_mrr(ranked, relevant, k)`.
# `ranked` holds, for each question, the documents of its passages, best first, with repeats, perhaps none;
# `relevant` holds the set of right documents of each question, never empty. Repeats fall away first; then only the
# first `k` *different* documents count. Return a pair of floats, both averaged over **all** questions:
#
# - recall@k: the share of a question's right documents that are among those `k`;
# - MRR@k (mean reciprocal rank): 1 over the rank of the first right document, counted from 1; 0 where there is none.

# %% [markdown] role="hints" key="recall_mrr"
# 1. In `["a", "a", "b"]`, at which rank does document b stand for somebody who reads documents?
# 2. For each question: drop the repeats and keep the order, cut at k, then look for the right ones. A question whose
#    search found nothing is a failure, not an absence.
# 3. `list(dict.fromkeys(ranking))[:k]` drops repeats in order; `enumerate(..., start=1)` gives ranks; divide both sums
#    by the number of questions, `len(relevant)`.

# %% role="answer" key="recall_mrr" skill="document-metrics"
def recall_mrr(ranked, relevant, k):
    """Return (recall@k, MRR@k) over documents, as two floats."""
    ### BEGIN SOLUTION
    recalls, reciprocals = [], []
    for ranking, right in zip(ranked, relevant):
        top = list(dict.fromkeys(ranking))[:k]
        recalls.append(len(right & set(top)) / len(right))
        reciprocals.append(next((1 / rank for rank, name in enumerate(top, start=1) if name in right), 0.0))
    return float(np.mean(recalls)), float(np.mean(reciprocals))
    ### END SOLUTION

# %% role="check" key="recall_mrr_small" task="recall_mrr" points=1
made = recall_mrr([["a", "b"], ["c", "a"]], [{"a"}, {"a"}], 2)
call = 'recall_mrr([["a", "b"], ["c", "a"]], [{"a"}, {"a"}], 2)'
assert type(made) in (tuple, list) and len(made) == 2 and all(type(value) in FLOATS for value in made), explain(
    called=call, got=made, wanted="two floats", look="return recall, mrr")
assert abs(made[0] - 1) < 1e-9 and abs(made[1] - 0.75) < 1e-9, explain(
    called=call, got=made, wanted="both found: recall 1; ranks 1 and 2: the mean of 1 and 1/2",
    look="ranks are counted from 1", misconception="metric.zero_based_rank")

# %% role="check" key="recall_mrr_documents" task="recall_mrr" points=3
# Sealed: rankings in which one document stands many times, several right documents, and different cut-offs.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "recall_mrr_documents")
wrongs = [f"w{number}" for number in range(9)]
for turn in range(10):
    ahead = int(rng.integers(1, 4))
    copies = int(rng.integers(2, 5))
    ranking = [name for name in wrongs[:ahead] for _ in range(copies)] + ["good"] * copies + wrongs[5:] + ["fine"]
    call = f"recall_mrr([{ranking}], [{{'good', 'fine'}}], k)"
    for k, recall, mrr in [(ahead, 0.0, 0.0), (ahead + 1, 0.5, 1 / (ahead + 1)), (20, 1.0, 1 / (ahead + 1))]:
        made = recall_mrr([list(ranking)], [{"good", "fine"}], k)
        assert type(made) in (tuple, list) and len(made) == 2 and all(type(value) in FLOATS for value in made), explain(
            called=call, got=made, wanted="two floats", look="return recall, mrr")
        assert k > ahead or (made[0] == 0 and made[1] == 0), explain(
            called=call + f" with k = {k}", got=made, wanted="nothing from behind the first k different documents",
            look="drop repeats first, then cut, and only then look for right ones", misconception="metric.no_cutoff")
        assert abs(made[0] - recall) < 1e-9, explain(
            called=call + f" with k = {k}", got=f"recall {made[0]}", wanted="the share of the two right documents that "
            "are among the first k different ones, each counted once",
            look="several passages of one document are one find, and take one place", misconception="rag.chunk_hits")
        assert abs(made[1] - mrr) < 1e-9, explain(
            called=call + f" with k = {k}", got=f"MRR {made[1]}", wanted="1 over the rank of the first right document",
            look="rank documents, not passages, and take the first right one", misconception="rag.chunk_hits")
many = recall_mrr([["a", "b"]], [{"a", "b", "c"}], 2)
assert abs(many[0] - 2 / 3) < 1e-9, explain(
    called="recall_mrr([['a', 'b']], [{'a', 'b', 'c'}], 2)", got=f"recall {many[0]}",
    wanted="two of three right documents", look="a share of *all* right documents, also where k is too small to hold them",
    misconception="metric.no_cutoff")
### END HIDDEN TESTS

# %% role="check" key="recall_mrr_all" task="recall_mrr" points=2
# Sealed: questions that found nothing at all must pull both numbers down.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "recall_mrr_all")
for turn in range(5):
    found, empty, missed = (int(rng.integers(1, 6)) for _ in range(3))
    ranked = [["x", "y"]] * found + [[]] * empty + [["y", "z"]] * missed
    made = recall_mrr(ranked, [{"x"}] * len(ranked), 5)
    call = f"recall_mrr({found} questions answered first, {empty} that found nothing, {missed} that found the wrong, …)"
    assert type(made) in (tuple, list) and len(made) == 2 and all(type(value) in FLOATS for value in made), explain(
        called=call, got=made, wanted="two floats", look="an empty ranking is no error")
    assert all(abs(value - found / len(ranked)) < 1e-9 for value in made), explain(
        called=call, got=made, wanted="means over all questions; those that found nothing count as 0",
        look="what do you divide by?", misconception="metric.answered_only")
### END HIDDEN TESTS

# %% [markdown] role="task" key="choose"
# ## Task 4 — choose on some questions, report on others
# Small passages cost less to send to a model; whether they find better is a question for your own documents. Write
# `choose(settings, score, cost, val, test)`. `settings` is a list of `Setting`; `score(setting, questions)` gives
# the MRR of a setting on a list of questions; `cost(setting)` the words that it sends for each question. The winner has
# the highest score on `val`; among equal scores the lowest cost; then the earlier in the list. `test` is scored once, with the winner
# only. Return a dict with the keys `setting` (the winner), `val`, `test` (its scores) and `words` (its cost).

# %% [markdown] role="hints" key="choose"
# 1. Two lists of questions come in. Which one may speak before the winner is known?
# 2. Score every setting on `val` and keep the numbers. Compare by score, then by cost. Only then open `test`.
# 3. `max(settings, key=lambda s: (scores[s], -cost(s)))` takes the first of equals; `scores` is a dict filled before.

# %% role="answer" key="choose" skill="choose-on-validation"
def choose(settings, score, cost, val, test):
    """Return {"setting": Setting, "val": float, "test": float, "words": number}."""
    ### BEGIN SOLUTION
    scores = {setting: score(setting, val) for setting in settings}
    best = max(settings, key=lambda setting: (scores[setting], -cost(setting)))
    return {"setting": best, "val": scores[best], "test": score(best, test), "words": cost(best)}
    ### END SOLUTION

# %% role="check" key="choose_small" task="choose" points=1
marks = {Setting(40, 0): 0.25, Setting(80, 20): 0.5}
made = choose(list(marks), lambda setting, questions: marks[setting] / len(questions), lambda setting: setting.size * 5,
              ["q1"], ["q2", "q3"])
call = "choose([Setting(40, 0), Setting(80, 20)], score, cost, val, test)"
assert type(made) is dict and set(made) == {"setting", "val", "test", "words"}, explain(
    called=call, got=made, wanted="a dict with the keys setting, val, test and words", look="exactly these four")
assert made == {"setting": Setting(80, 20), "val": 0.5, "test": 0.25, "words": 400}, explain(
    called=call, got=made, wanted="the setting with the higher validation score, and its own numbers",
    look="`val` from score(…, val), `test` from score(…, test), `words` from cost(…)")

# %% role="check" key="choose_sealed" task="choose" points=2
# Sealed: which questions are scored before the winner is known, and whether test questions can move the choice.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "choose_sealed")
for turn in range(6):
    settings = [Setting(int(size), 0) for size in rng.permutation([40, 80, 160, 320])]
    on_val = dict(zip(settings, rng.permutation([0.2, 0.3, 0.4, 0.5])))
    on_test = {setting: 1 - value for setting, value in on_val.items()}
    val, test, calls = ["v"], ["t"], []

    def score(setting, questions):
        calls.append((setting, questions == test))
        return float((on_test if questions == test else on_val)[setting])

    made = choose(list(settings), score, lambda setting: setting.size, list(val), list(test))
    call = "choose(…), with a `score` that remembers what it was asked,"
    assert type(made) is dict and type(made.get("setting")) is Setting, explain(
        called=call, got=made, wanted="a dict with a Setting under 'setting'", look="the keys of the docstring")
    best = max(on_val, key=on_val.get)
    assert [setting for setting, tested in calls if tested] == [made["setting"]], explain(
        called=call, got=f"{sum(tested for _, tested in calls)} looks at the test questions",
        wanted="one look, with the winner, when it is settled", look="which questions do you score in the loop?",
        misconception="select.on_test")
    assert made["setting"] == best or best == min(settings), explain(
        called=call, got=made["setting"], wanted="the best on the validation questions, whatever its size",
        look="smaller is cheaper, not better", misconception="rag.smaller_better")
    assert made["setting"] == best, explain(
        called=call, got=made["setting"], wanted="the best on the validation questions, whatever its size",
        look="compare scores on `val`", misconception="select.on_test")
### END HIDDEN TESTS

# %% role="check" key="choose_rule" task="choose" points=2
# Sealed: equal scores, equal costs, and which score stands under which name.
### BEGIN HIDDEN TESTS
rng = fresh_rng(SEED, "choose_rule")
for turn in range(6):
    sizes = [int(size) for size in rng.permutation([30, 60, 120, 240, 480])]
    settings = [Setting(size, 0) for size in sizes]
    equal = set(sizes[1:4])
    price = {size: float(rng.integers(100, 900)) + place / 8 for place, size in enumerate(sizes)}
    price[sizes[1]] = max(price.values()) + 1  # the first of the equals is the dearest
    val, test = ["v"], ["t"]

    def score(setting, questions):
        high = 0.75 if setting.size in equal else 0.5
        return high if questions == val else high - 0.125

    made = choose(list(settings), score, lambda setting: price[setting.size], list(val), list(test))
    call = "choose(…), where three settings score the same on validation,"
    assert type(made) is dict and type(made.get("setting")) is Setting, explain(
        called=call, got=made, wanted="a dict with a Setting under 'setting'", look="the keys of the docstring")
    assert made["setting"].size in equal, explain(
        called=call, got=made["setting"], wanted="one of those with the highest score", look="score first, then cost",
        misconception="rag.smaller_better")
    assert made["setting"].size == min(equal, key=price.get), explain(
        called=call, got=f"a setting that costs {price[made['setting'].size]:.0f} words",
        wanted="the cheapest of those that score the same", look="equal scores are decided by cost(setting)",
        misconception="biz.no_cost")
    assert made["val"] == 0.75 and made["test"] == 0.625 and made["words"] == price[made["setting"].size], explain(
        called=call, got={name: made[name] for name in ("val", "test", "words") if name in made},
        wanted="the winner's score on val, its score on test, and its cost",
        look="the score that won a contest flatters: score the winner again on `test`", misconception="test.multiple")
twins = [Setting(50, 10), Setting(50, 20), Setting(50, 0)]
made = choose(twins, lambda setting, questions: 0.5, lambda setting: 100, ["v"], ["t"])
assert made["setting"] == twins[0], explain(
    called="choose(three settings with equal score and cost)", got=made["setting"], wanted="the earliest in the list",
    look="max and min take the first of equals")
### END HIDDEN TESTS

# %% key="save"
questions, cleaned = eval_set(DOCUMENTS)
order = np.random.default_rng(SEED).permutation(len(questions))
val, test = ([questions[i] for i in part] for part in np.array_split(order, 2))
K = 5


def passages_of(documents, setting):
    return [(name, text[start:end]) for name, text in documents.items() for start, end in chunk(text, *setting)]


def mrr_of(setting, asked, documents=cleaned):
    return recall_mrr(search(passages_of(documents, setting), [q for q, _ in asked]), [ids for _, ids in asked], 10)[1]


def words_of(setting):
    return round(K * float(np.mean([len(text.split()) for _, text in passages_of(cleaned, setting)])))


SETTINGS = [Setting(40, 0), Setting(40, 10), Setting(120, 0), Setting(120, 30), Setting(360, 0), Setting(10_000, 0)]
result = choose(SETTINGS, mrr_of, words_of, val, test)
result["with_the_answer_left_in"] = mrr_of(result["setting"], test, DOCUMENTS)
Path("retrieval-report.json").write_text(json.dumps(result, indent=2) + "\n", encoding="utf-8")
result

# %% [markdown] role="written" key="story" points=4
# ## In your own words
# Three short paragraphs for the head of support: the problem, your approach, the impact: how often is the right page
# found, and at how many words a question: would you pay for that many? Then one limit: these questions are first
# sentences, not what people type. What would you collect before you promise anything?
# === BEGIN ANSWER ===
# (The numbers depend on SEED; read them from retrieval-report.json.)
#
# *Problem.* The assistant can only be as right as the page that it reads, and nobody knew how often the right page is found.
#
# *Approach.* The first sentence of each page became a question and was taken out of all pages, copies included. Pages
# were cut into passages of six kinds; half of the questions chose one, the other half judged it, by document.
#
# *Impact.* On unseen questions the reciprocal rank is far lower than with the sentence left in, which is what a
# careless report would have promised. Whole pages won on validation, hardly ahead of passages of 360 words that send a
# third of the text; the report shows both numbers, so that the price of a better rank can be discussed.
#
# *Limit.* A first sentence uses the page's own words; people use theirs. About forty questions decide, so differences
# of a few hundredths mean little. I would collect two hundred real questions with the page that answered them.
# === END ANSWER ===
