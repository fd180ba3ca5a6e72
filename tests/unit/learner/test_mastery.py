"""Mastery rises with right answers, fades with time, and is unknown where there is no evidence."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certbook.learner.mastery import GUESS, HALF_LIFE_DAYS, Evidence, Mastery, masteries, together

NOW = datetime(2026, 11, 22, tzinfo=UTC)
moments = st.integers(-30, 3000).map(lambda days: NOW - timedelta(days=days))  # a clock may have been ahead
evidence = st.builds(
    Evidence,
    skill=st.sampled_from(["a", "b"]),
    worth=st.floats(0.5, 20),
    share=st.floats(0, 1),
    when=moments,
)
some = st.lists(evidence, max_size=12)


def expected(found, skill="a", now=NOW):
    return masteries(found, now).get(skill, Mastery()).expected


@settings(deadline=None)  # the first call imports SciPy
@given(some, evidence)
def test_one_more_right_answer_never_lowers_it(found, another):
    right = replace(another, skill="a", share=1.0)
    assert expected([*found, right]) >= expected(found) - 1e-12


@settings(deadline=None)  # the first call imports SciPy
@given(some, evidence, st.floats(0, 1))
def test_a_better_answer_in_the_place_of_another_never_lowers_it(found, one, share):
    better = replace(one, share=max(one.share, share))
    assert expected([*found, better], one.skill) >= expected([*found, one], one.skill) - 1e-12


@settings(deadline=None)  # the first call imports SciPy
@given(some, st.integers(0, 4000))
def test_waiting_never_raises_it(found, days):
    assert expected(found, now=NOW + timedelta(days=days)) <= expected(found) + 1e-12


@settings(deadline=None)  # the first call imports SciPy
@given(some)
def test_a_known_value_lies_in_its_interval_and_no_evidence_is_unknown(found):
    known = masteries(found, NOW)
    assert set(known) == {one.skill for one in found}
    for mastery in (*known.values(), together([*known.values(), Mastery()])):
        low, high = mastery.interval
        if mastery.value is None:
            assert (low, high) == (0.0, 1.0)
        else:
            assert 0 <= low <= mastery.value <= high <= 1
    assert Mastery().value is None
    assert together([Mastery(), Mastery()]).value is None


def test_the_interval_narrows_with_evidence_and_widens_with_time():
    def width(points, days=0):
        low, high = masteries([Evidence("a", points, 0.8, NOW)], NOW + timedelta(days=days))["a"].interval
        return high - low

    assert width(2) > width(8) > width(40)
    assert width(8, days=720) > width(8)


def test_the_formula():
    all_right = Evidence("a", 3.0, 1.0, NOW)
    assert expected([all_right]) == pytest.approx((GUESS + 3) / 4)
    assert expected([all_right], now=NOW + timedelta(days=HALF_LIFE_DAYS)) == pytest.approx((GUESS + 1.5) / 2.5)
    assert expected([replace(all_right, share=0.0)]) == pytest.approx(GUESS / 4)
    untried = together([masteries([all_right], NOW)["a"], Mastery()])
    assert untried.value == pytest.approx((2 * GUESS + 3) / 5)
