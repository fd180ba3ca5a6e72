"""The dashboard: readiness, progress by day, weak skills, mistakes with where and whether mended."""

import json
import time
from dataclasses import asdict
from datetime import timedelta

import pytest
from lane_course import NOW, TASKS, attempt, log, make_lane_course

from certbook.learner import choice
from certbook.learner.attempts import Attempt
from certbook.learner.dashboard import dashboard
from certbook.learner.overview import overview


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def seen(course):
    library, desk = course
    return dashboard(desk, library, NOW)


def test_a_new_desk_has_an_empty_dashboard_with_a_plan(course):
    found = seen(course)
    assert (found.readiness, found.progress, found.weakest, found.mistakes, found.reviews) == (None, (), (), (), ())
    assert (found.attempts, found.passed_labs, found.labs) == (0, 0, 3)
    assert found.plan


def test_readiness_is_there_once_an_exam_is_chosen_and_rises(course):
    library, desk = course
    choice.write(desk, library, None, "demo-exam")
    assert seen(course).readiness.value is None
    log(desk, attempt(1, total=3))
    first = seen(course).readiness
    log(desk, attempt(0, total=3, average=4))
    assert seen(course).readiness.value > first.value
    assert [domain.gaps for domain in first.domains] == [(), (), ("the whole domain",)]


def test_progress_is_what_was_held_at_the_end_of_each_day(course):
    _, desk = course
    log(desk, attempt(3, total=3), attempt(2, total=1), attempt(2, "third", total=3, average=4), attempt(0, total=3))
    assert [(one.day, one.points, one.max_points, one.passed_labs) for one in seen(course).progress] == [
        ("2026-11-19", 3, 21, 0),
        ("2026-11-20", 8, 21, 1),
        ("2026-11-22", 10, 21, 1),
    ]
    log(desk, attempt(0, "taken-out", total=3))
    assert seen(course).progress[-1].points == 10


def test_the_weakest_skills_come_first_with_where_to_train_them_and_strong_ones_not_at_all(course):
    _, desk = course
    log(desk, attempt(0, total=0, average=2))
    assert [(one.skill, one.lab, one.evidence) for one in seen(course).weakest] == [
        ("adding", "add-up", 3),
        ("averaging", "add-up", 4),
    ]
    log(desk, attempt(0, total=3, average=2))
    assert seen(course).weakest[0].skill == "averaging"


def test_a_mistake_has_its_belief_its_place_and_whether_it_is_mended(course):
    library, desk = course
    named = {"total": ["add.forgets_last"]}
    log(desk, attempt(5, total=0, named=named), attempt(4, "third", total=0, named={"total": ["add.starts_at_one"]}))
    log(desk, attempt(3, total=0, named=named), attempt(2, total=3))
    first, second = seen(course).mistakes
    assert (first.id, first.places[0].mended) == ("add.starts_at_one", False)
    assert (second.id, second.times, second.belief) == (
        "add.forgets_last",
        2,
        library.misconceptions["add.forgets_last"],
    )
    (place,) = second.places
    assert (place.lab, place.task, place.cell, place.mended) == ("add-up", "total", "add-up-total", True)
    assert place.time == attempt(3).time


def test_what_was_taken_out_of_the_content_is_left_out_and_breaks_nothing(course):
    _, desk = course
    named = {"gone": ["no.more"], "total": ["unknown.id"]}
    log(desk, attempt(1, "taken-out", total=0, named=named), attempt(1, total=0, named=named))
    (card,) = seen(course).mistakes
    assert (card.id, card.belief) == ("unknown.id", "unknown.id")


def test_ten_thousand_attempts_are_answered_at_once_and_one_more_sooner_still(course):
    library, desk = course
    choice.write(desk, library, "whole-lane", "demo-exam")
    lines = []
    for number in range(10_000):
        points = {task: most * (number % 3) / 2 for task, most in TASKS.items()}
        one = attempt(200 - number / 50, ("add-up", "third", "multiply")[number % 3], **points)
        lines.append(json.dumps(asdict(one)))
    desk.record.mkdir(exist_ok=True)
    (desk.record / "attempts.jsonl").write_text("\n".join(lines) + "\n")
    seen(course), overview(desk, library)
    log(desk, attempt(0, total=3))
    began = time.perf_counter()
    found = seen(course)
    overview(desk, library)
    assert time.perf_counter() - began < 1.0  # a twentieth of it on an idle machine
    assert found.attempts == 10_001


def test_a_clock_that_runs_ahead_breaks_nothing(course):
    _, desk = course
    ahead = (NOW + timedelta(days=900)).isoformat()
    log(desk, Attempt(ahead, "add-up", 3.0, 7.0, {"total": "passed"}, {}, {"total": 3.0}, {}), attempt(1, total=1))
    found = seen(course)
    assert [one.day for one in found.progress] == sorted(one.day for one in found.progress)
    assert found.weakest
