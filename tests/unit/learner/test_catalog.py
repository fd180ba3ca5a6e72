"""The catalogue: facts, what teaches a domain, credibility, comparing, choosing a lane."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lane_course import EXAM

from certbook.content.certifications import Certification, Facts
from certbook.content.library import Library
from certbook.errors import CertbookError
from certbook.learner.catalog.card import select
from certbook.learner.catalog.choosing import CLOUDS, LEVELS, TASTES, rank, wish
from certbook.learner.catalog.coverage import GAP, coverage, study_time
from certbook.learner.catalog.credibility import credibility, number, practical, shown
from certbook.learner.catalog.finding import find_certification, succession
from certbook.learner.mastery import Mastery

LIBRARY = Library.open()
TODAY = date(2026, 11, 23)
ALL = list(LIBRARY.certifications.values())


def run(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "certbook", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, stdin=subprocess.DEVNULL)


def exam(**facts: object) -> Certification:
    named = {name: {"value": value, "sources": ["tests"]} for name, value in facts.items()}
    return Certification.model_validate({**EXAM, "facts": {**EXAM["facts"], **named}})


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.id)
def test_every_fact_has_a_source_and_every_source_a_date(one):
    for name in Facts.model_fields:
        fact = getattr(one.facts, name)
        assert fact.value is None or fact.sources, name
    assert all(source.dated and source.title for source in one.sources.values())
    assert set(one.sources) >= {key for keys in one.sources_by_fact.values() for key in keys}


@pytest.mark.parametrize("one", [one for one in ALL if one.blueprint.trust == "verified"], ids=lambda one: one.id)
def test_verified_weights_add_up(one):
    if all(domain.weight is not None for domain in one.domains):
        low, high = (sum(getattr(d, side) for d in one.domains) for side in ("weight_min", "weight_max"))
        assert low <= 101, "Google's weights add up to 101, by rounding"
        assert high >= 99


def test_a_retired_one_names_its_successor_or_says_that_none_is_named():
    retired = {one.id: succession(LIBRARY, one) for one in ALL if one.is_retired}
    assert "aws-mla-c02" in retired["aws-mla-c01"]
    assert "ms-ai-103" in retired["ms-ai-102"]
    assert retired["aws-mls-c01"] == "no successor is named in the sources read"
    assert all(retired.values())
    assert not any(succession(LIBRARY, one) for one in ALL if not one.is_retired)


def test_each_domain_of_an_exam_that_fits_a_lane_is_taught_or_shows_as_a_gap():
    for name in {name for lane in LIBRARY.lanes.values() for name in lane.certifications}:
        facts = LIBRARY.certifications[name]
        covers = coverage(LIBRARY, facts)
        assert [one.number for one in covers] == [one.n for one in facts.domains]
        assert all(one.text.startswith(GAP) != bool(one.taught) for one in covers)


def test_planned_modules_serve_domains_that_there_are_and_that_nothing_teaches_yet():
    for planned in LIBRARY.planned.values():
        for served in planned.serves:
            covers = coverage(LIBRARY, LIBRARY.certifications[served.certification])
            found = next(one for one in covers if one.number == served.domain)
            assert f"{planned.id} {planned.title}" in found.text


@given(st.dictionaries(st.sampled_from(sorted(LIBRARY.modules[3].facts.skills)), st.floats(0.1, 50)))
def test_mastery_only_ever_shortens_the_hours_ahead(points):
    facts = LIBRARY.certifications["aws-mla-c02"]
    known = {skill: Mastery(1, right, 0.0, right) for skill, right in points.items()}
    before, after = study_time(LIBRARY, facts, {}), study_time(LIBRARY, facts, known)
    assert 0 <= after.hours <= before.hours
    assert after.unknown == before.unknown


def test_what_nothing_teaches_takes_an_unknown_time():
    assert study_time(LIBRARY, LIBRARY.certifications["isaca-aaia"], {}).hours is None
    assert "unknown" in study_time(LIBRARY, LIBRARY.certifications["aws-aif-c01"], {}).text


@pytest.mark.parametrize(
    ("formats", "expected"),
    [
        (["multiple choice", "matching"], "none"),
        (["multiple choice", "performance based"], "part"),
        (["performance based, hands on"], "all"),
        ("not disclosed in advance", "unknown"),
        (["interview"], "unknown"),
    ],
)
def test_practical_says_only_what_the_formats_say(formats, expected):
    assert practical(exam(formats=formats)) == expected


def test_what_is_unknown_is_marked_unknown_and_not_weak():
    marks = {one.criterion: one.mark for one in credibility(exam(), TODAY)}
    assert marks["cost"] == marks["length"] == marks["practical assessment"] == marks["vendor recognition"] == "unknown"
    assert marks["current tools"] == marks["published domains and weights"] == "strong"
    assert all(one.reason and one.fact for facts in ALL for one in credibility(facts, TODAY))


def test_a_price_by_kind_gives_the_one_that_everybody_pays():
    assert number(exam(cost_usd={"member": 459, "non_member": 599}).facts.cost_usd) == 599
    assert number(exam(minutes={"beta": 170, "standard": None}).facts.minutes) is None
    assert shown(exam(minutes={"beta": 170, "standard": None}).facts.minutes) == "beta 170, standard unknown"


def test_unknown_names_are_told_the_nearest():
    with pytest.raises(CertbookError, match="did you mean 'gcp-pmle'"):
        find_certification(LIBRARY, "gcp-pmel")
    with pytest.raises(CertbookError, match="did you mean 'ml-engineer'"):
        select(LIBRARY, [], "ml-enginer", False)
    assert find_certification(LIBRARY, "AIF-C01").id == "aws-aif-c01"


def test_retired_ones_are_left_out_until_they_are_asked_for():
    assert not any(one.is_retired for one in select(LIBRARY, [], None, False))
    assert len(select(LIBRARY, [], None, True)) == len(ALL) == 46


words = st.none() | st.sampled_from(["data analyst", "mlops", "vision", "nothing like it"])


@given(words, *(st.none() | st.sampled_from(names) for names in (LEVELS, tuple(CLOUDS), TASTES)))
def test_ranking_keeps_every_lane_and_gives_a_reason_for_every_point(role, level, cloud, taste):
    ranked = rank(LIBRARY.lanes, LIBRARY.certifications, wish(role, level, cloud, taste))
    assert {one.lane for one in ranked} == set(LIBRARY.lanes)
    assert [one.points for one in ranked] == sorted((one.points for one in ranked), reverse=True)
    assert all(bool(one.points) == bool(one.reasons) for one in ranked)


@pytest.mark.parametrize(
    ("role", "first"),
    [("MLOps", "mlops-engineer"), ("product manager", "ai-product"), ("architect", "solutions-architect")],
)
def test_a_role_finds_its_lane(role, first):
    assert rank(LIBRARY.lanes, LIBRARY.certifications, wish(role, None, None, None))[0].lane == first


def test_the_commands_answer_in_json_and_refuse_in_one_line():
    shown_one = json.loads(run("certs", "aws-mla-c01", "--json").stdout)
    assert shown_one["retired"]
    assert "aws-mla-c02" in shown_one["succession"]
    both = json.loads(run("certs", "--compare", "aws-mla-c02", "gcp-pmle", "--json").stdout)
    assert [one["id"] for one in both["certifications"]] == ["aws-mla-c02", "gcp-pmle"]
    for arguments in (
        ["certs", "--compare", "gcp-pmle"],
        ["certs", "no-such"],
        ["lane", "--choose", "--taste", "salt"],
    ):
        done = run(*arguments)
        assert done.returncode == 2, done.stderr
        assert len(done.stderr.splitlines()) == 1, done.stderr
