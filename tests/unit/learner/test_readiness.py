"""Readiness is the blueprint's sum of masteries, and says what it does not know."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lane_course import EXAM

from certbook.content.library import Library
from certbook.content.models import Certification
from certbook.learner.mastery import GUESS, Mastery
from certbook.learner.readiness import readiness, shares_of, taught_for

TAUGHT = {1: ("adding", "averaging"), 2: ("multiplying",)}
masteries = st.builds(
    lambda right, wrong: Mastery(1, right, wrong, right + wrong + 1), st.floats(0, 50), st.floats(0, 50)
)
known = st.dictionaries(st.sampled_from(["adding", "averaging", "multiplying"]), masteries)


def exam(*weights, **other):
    domains = [
        {"n": n, "name": f"Domain {n}", "weight_min": low, "weight_max": high}
        for n, (low, high) in enumerate(weights, start=1)
    ]
    return Certification.model_validate({**EXAM, "domains": domains, **other})


def test_without_evidence_it_is_unknown_and_not_zero():
    found = readiness(Certification.model_validate(EXAM), TAUGHT, {})
    assert (found.value, found.low, found.high) == (None, 0.0, 1.0)
    assert [domain.mastery for domain in found.domains] == [None, None, None]
    assert [domain.gaps for domain in found.domains] == [(), (), ("the whole domain",)]


def test_it_is_the_weighted_sum_with_a_guess_for_what_is_unknown():
    found = readiness(Certification.model_validate(EXAM), TAUGHT, {"multiplying": Mastery(1, 9, 1, 10)})
    multiplying = (GUESS + 9) / 11
    assert found.domains[1].mastery == pytest.approx(multiplying)
    assert found.value == pytest.approx(0.5 * multiplying + 0.5 * GUESS)
    assert found.notes == ()
    assert found.source == "made up for tests (2026-11-22)"


@settings(deadline=None)  # the first call imports SciPy
@given(known)
def test_low_value_and_high_are_in_order(masteries):
    found = readiness(Certification.model_validate(EXAM), TAUGHT, masteries)
    assert 0 <= found.low <= found.high <= 1
    if found.value is None:
        assert not masteries
    else:
        assert found.low <= found.value <= found.high


@settings(deadline=None)  # the first call imports SciPy
@given(known, st.sampled_from(["adding", "averaging", "multiplying"]), st.floats(0.1, 20))
def test_more_right_answers_never_lower_it(masteries, skill, points):
    before = readiness(Certification.model_validate(EXAM), TAUGHT, masteries)
    one = masteries.get(skill, Mastery())
    more = {**masteries, skill: Mastery(1, one.right + points, one.wrong, one.tried + points)}
    after = readiness(Certification.model_validate(EXAM), TAUGHT, more)
    assert after.value is not None
    assert after.value >= (before.value if before.value is not None else GUESS) - 1e-12


@pytest.mark.parametrize(
    ("weights", "shares", "note"),
    [
        (((60, 60), (40, 40)), [0.6, 0.4], None),
        (((25, 30), (30, 35)), [27.5 / 60, 32.5 / 60], "ranges: the middle of each counts"),
        (((50, 50), (51, 51)), [50 / 101, 51 / 101], "The weights add up to 101"),
        (((None, None), (None, None)), [0.5, 0.5], "publishes no weights"),
        (((50, 50), (None, None)), [0.5, 0.5], "publishes no weights"),
        (((0, 0), (0, 0)), [0.5, 0.5], "publishes no weights"),
    ],
)
def test_weights_are_taken_of_their_sum_and_that_is_said(weights, shares, note):
    facts = exam(*weights)
    assert list(shares_of(facts).values()) == pytest.approx(shares)
    notes = readiness(facts, {}, {}).notes
    assert (not notes) if note is None else any(note in one for one in notes)


def test_a_retired_exam_is_allowed_and_noted():
    found = readiness(
        exam((100, 100), facts={"status": {"value": "retired 2026-06-01; replaced by AI-300", "sources": ["tests"]}}),
        TAUGHT,
        {},
    )
    assert "cannot be sat any more: retired 2026-06-01; replaced by AI-300" in found.formula


def test_an_exam_without_a_blueprint_is_unknown():
    found = readiness(exam(), {}, {})
    assert (found.value, found.low, found.high, found.domains) == (None, 0.0, 1.0, ())


@pytest.mark.parametrize("name", sorted(Library.open().certifications))
def test_every_certification_here_has_a_readiness(name):
    library = Library.open()
    facts = library.certifications[name]
    found = readiness(facts, taught_for(library, facts), {})
    assert sum(shares_of(facts).values()) == pytest.approx(1) or not facts.domains
    assert found.value is None
