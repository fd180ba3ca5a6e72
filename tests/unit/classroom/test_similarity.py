"""Similar answers: copies are found however they are dressed up, and honest, short or common code is not."""

import io
import keyword
import re
import time
import tokenize
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certbook.classroom.similarity import find_similar
from certbook.classroom.similarity.tokens import LARGEST, _lexemes, tokens_of
from certbook.classroom.similarity.winnowing import RUN, WINDOW, hashes_of, winnow

RELEASED = {"fit": 'def fit(rows):\n    """Return the line."""\n    raise NotImplementedError()'}
ADA = '''def fit(rows):
    """Return the line."""
    clean = [row for row in rows if row[0] is not None and row[1] > 0]
    total = sum(value for _, value in clean)
    mean = total / max(len(clean), 1)
    spread = 0.0
    for position, value in clean:
        spread += (value - mean) ** 2 * position.bit_length()
    scale = (spread / len(clean)) ** 0.5 if clean else 1.0
    return {"mean": round(mean, 3), "scale": scale, "rows": len(clean)}
'''
BOB = """def fit(rows):
    import statistics
    kept = list(filter(lambda one: one[0] is not None, rows))
    values = [one[1] for one in kept if one[1] > 0]
    if not values:
        return dict(mean=0.0, scale=1.0, rows=0)
    mean = statistics.fmean(values)
    weights = [one[0].bit_length() for one in kept]
    scale = sum(w * (v - mean) * (v - mean) for w, v in zip(weights, values))
    return dict(mean=round(mean, 3), scale=(scale / len(values)) ** 0.5, rows=len(values))
"""


OWN = ("clean", "rows", "row", "total", "value", "mean", "spread", "position", "scale")


NEW = tuple(f"x{number}" for number, _ in enumerate(OWN))


def renamed(source, names=NEW):
    for old, new in zip(OWN, names, strict=True):
        source = re.sub(rf"(?<![\w.\"]){old}(?!\w)", new, source)
    return source


DISGUISES = {
    "verbatim": ADA,
    "renamed": renamed(ADA),
    "renamed to built-in names": renamed(ADA, ("list", "input", "id", "vars", "hash", "type", "bin", "iter", "next")),
    "renamed in another script": renamed(ADA, tuple("αβγδεζηθι")),
    "commented": ADA.replace("\n", "  # mine\n").replace('"""Return the line."""  # mine', '"""All my own work."""'),
    "spread out": ADA.replace(" + ", "  +  ").replace("\n    ", "\n\n    "),
    "inserted": ADA.replace("    spread = 0.0\n", "    spread = 0.0\n    checked = True\n    assert checked\n"),
}


@pytest.mark.parametrize("disguise", DISGUISES)
def test_a_copy_is_found(disguise):
    (pair,) = find_similar(RELEASED, {"ada": {"fit": ADA}, "bob": {"fit": BOB}, "eve": {"fit": DISGUISES[disguise]}})
    assert (pair.first, pair.second) == ("ada", "eve")
    assert pair.share >= 0.7
    (passage,) = pair.passages
    assert passage.task == "fit"
    assert "bit_length" in passage.first
    assert "bit_length" in passage.second


def test_two_ways_to_the_same_are_not_alike():
    assert find_similar(RELEASED, {"ada": {"fit": ADA}, "bob": {"fit": BOB}}) == ()


def test_what_was_released_is_nobodys_own():
    long = {"fit": ADA}
    assert find_similar(long, {"ada": {"fit": ADA}, "bob": {"fit": ADA}}) == ()


def test_what_many_wrote_is_the_tasks_own_idiom():
    answers = {f"s{number}": {"fit": ADA} for number in range(6)}
    assert find_similar(RELEASED, answers) == ()
    assert len(find_similar(RELEASED, dict(list(answers.items())[:4]))) == 6


def test_nobody_is_named_for_a_line_or_two():
    short = "def fit(rows):\n    return {'mean': sum(rows) / len(rows), 'rows': len(rows), 'last': rows[-1]}"
    assert find_similar(RELEASED, {"ada": {"fit": short}, "bob": {"fit": short}}) == ()


@pytest.mark.parametrize("broken", ["def fit(:\n" + ADA, ADA + "'''never closed", "\x00" + ADA, "é = 1\n\t  " + ADA])
def test_code_that_does_not_parse_is_compared_as_well_as_it_can_be(broken):
    (pair,) = find_similar(RELEASED, {"ada": {"fit": broken}, "eve": {"fit": broken}})
    assert pair.share == 1


def test_the_order_of_students_makes_no_difference():
    answers = {"ada": {"fit": ADA}, "bob": {"fit": BOB}, "eve": {"fit": DISGUISES["renamed"]}}
    assert find_similar(RELEASED, answers) == find_similar(RELEASED, dict(reversed(answers.items())))


def test_who_took_only_some_tasks_is_seen():
    tasks = {f"task{number}": ADA.replace("bit_length", f"method{number}") for number in range(3)}
    ada = {**tasks, "rest": "".join(f"print(a.x{n}, b[c.y{n}])\n" for n in range(200))}
    eve = {**{task: renamed(text) for task, text in tasks.items()}, "rest": BOB * 20}
    (pair,) = find_similar({}, {"ada": ada, "eve": eve})
    assert pair.share < 0.7
    assert [passage.task for passage in pair.passages] == sorted(tasks)


def test_a_match_counts_within_one_task_alone():
    assert find_similar(RELEASED, {"ada": {"fit": ADA}, "eve": {"plot": ADA}}) == ()


@pytest.mark.parametrize("answers", [{}, {"ada": {}}, {"ada": {}, "eve": {}}, {"ada": {"fit": ""}, "eve": {"fit": ""}}])
def test_nothing_is_like_nothing(answers):
    assert find_similar(RELEASED, answers) == ()
    assert find_similar({}, answers) == ()


def test_passages_are_the_lines_that_match():
    eve = "note = 'a\x0cb\u2028c'  # \x0c é 𝛼\n" * 3 + renamed(ADA).replace("\n", "\r\n")
    (pair,) = find_similar(RELEASED, {"ada": {"fit": ADA}, "eve": {"fit": eve}})
    (passage,) = pair.passages
    assert "note" not in passage.second
    assert passage.second.splitlines()[-1] == renamed(ADA).splitlines()[-1]
    assert passage.first.splitlines()[-1] == ADA.splitlines()[-1]


HOSTILE = {
    "blanks": "x" + " " * 1_000_000 + "$",
    "quotes": "'\\" * 500_000,
    "texts that never end": "'''" + "\\'''" * 250_000 + "\\",
    "brackets": "(" * 1_000_000,
    "lines": "x = 1\n" * 200_000,
    "statements": "".join(f"a{n} = x.m{n}(b[{n}])\n" for n in range(40_000)),
    "nothing": "\0" * 1_000_000,
    "half of a character": "\ud800" * 1_000_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_huge_answer_takes_no_time(kind):
    begun = time.process_time()
    pairs = find_similar(RELEASED, {"ada": {"fit": HOSTILE[kind]}, "eve": {"fit": HOSTILE[kind]}})
    assert time.process_time() - begun < 20
    assert all(len(passage.first) <= LARGEST for pair in pairs for passage in pair.passages)


def test_attributes_of_ones_own_are_names():
    source = "class Queue:\n    def push(self, one):\n        self.items.append(one)\n        self.push(one)\n"
    other = source.replace("items", "waiting").replace("push", "add").replace("Queue", "Row").replace("one", "value")
    assert kinds(source) == kinds(other)
    assert kinds(source) != kinds(source.replace("append", "remove"))


NAMES = st.from_regex(r"[a-zé_][a-z0-9_]{0,6}", fullmatch=True).filter(lambda name: not keyword.iskeyword(name))


@given(st.lists(NAMES, min_size=len(OWN), max_size=len(OWN), unique=True))
def test_new_names_change_no_token(names):
    source = "clean = rows + row[total] if value else [mean(spread) for position in scale]"
    called = {"mean": "f"}  # a call of a built-in function is told apart from a call of one's own
    plain = [called.get(old, new) for old, new in zip(OWN, names, strict=True)]
    assert kinds(renamed(source, plain)) == kinds(source)


def kinds(source):
    return [token.kind for token in tokens_of(source)]


@pytest.mark.parametrize(
    "folder", ["certbook/classroom", "certbook/content", "tests/unit/classroom", "modules/01-foundations"]
)
def test_good_code_is_read_as_python_reads_it(folder):
    files = sorted((Path(__file__).parents[3] / folder).rglob("*.py"))
    assert files
    for file in files:
        source = file.read_text(encoding="utf-8")
        assert [(text, line) for _, text, line in _lexemes(source)] == list(read_by_python(source)), file


def read_by_python(source):
    layout = {tokenize.COMMENT, tokenize.NL, tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT, tokenize.ENDMARKER}
    begins = True
    for kind, text, (line, _), _, _ in tokenize.generate_tokens(io.StringIO(source).readline):
        if kind in layout:
            begins = begins or kind == tokenize.NEWLINE
            continue
        if not (kind == tokenize.STRING and begins):
            yield text, line
        begins = False


@given(st.text())
def test_any_text_has_tokens_with_lines_of_it(text):
    assert all(1 <= token.line <= text.count("\n") + 1 for token in tokens_of(text))


KINDS = st.lists(st.sampled_from("abcdefgh"), max_size=80)


@given(KINDS, KINDS, KINDS, KINDS, st.lists(st.sampled_from("abcdefgh"), min_size=RUN + WINDOW - 1, max_size=60))
def test_every_shared_run_of_k_plus_w_less_one_tokens_has_a_fingerprint_in_common(a, b, c, d, shared):
    """The guarantee of winnowing, in the words of its paper: the density of the kept ones does not matter."""
    first, second = (set(winnow(hashes_of(row)).values()) for row in (a + shared + b, c + shared + d))
    assert first & second


@given(KINDS)
def test_what_is_kept_is_of_the_row(kinds):
    hashes = hashes_of(kinds)
    kept = winnow(hashes)
    assert all(hashes[place] == mark for place, mark in kept.items())
    assert bool(kept) == bool(hashes)
