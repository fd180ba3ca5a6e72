"""Similar answers: copies are found however they are dressed up, and honest, short or common code is not."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certbook.classroom.similarity import find_similar
from certbook.classroom.similarity.tokens import tokens_of
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


def renamed(source):
    for number, name in enumerate(("clean", "rows", "row", "total", "value", "mean", "spread", "position", "scale")):
        source = re.sub(rf"(?<![\w.\"]){name}(?!\w)", f"x{number}", source)
    return source


DISGUISES = {
    "verbatim": ADA,
    "renamed": renamed(ADA),
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


def test_a_huge_answer_is_cut():
    assert len(tokens_of("x = 1\n" * 1_000_000)) <= 100_000


@given(st.text())
def test_any_text_has_tokens_with_lines_of_it(text):
    lines = text.count("\n") + text.count("\r") + len(text.splitlines()) + 1
    assert all(1 <= token.line <= lines for token in tokens_of(text))


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
