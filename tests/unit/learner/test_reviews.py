"""Tasks that failed, or needed a hint, come back at growing intervals; others do not."""

from datetime import timedelta

import pytest
from lane_course import NOW, attempt, log, make_lane_course

from certbook.learner.hints import open_hint
from certbook.learner.reviews import reviews
from certbook.learner.standing import standing

FAR = timedelta(days=1000)


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def due(course, within=FAR, now=NOW):
    library, desk = course
    return {one.task: one for one in reviews(standing(desk, library, now), within)}


def days_until(course, task="total"):
    return (standing_due(course, task) - NOW.replace(hour=0)).days


def standing_due(course, task):
    from datetime import datetime

    return datetime.fromisoformat(due(course)[task].due)


def test_a_task_that_failed_and_passed_comes_back_and_one_that_passed_at_once_does_not(course):
    _, desk = course
    log(desk, attempt(3, total=0, average=4), attempt(3, total=3, average=4))
    (task,) = due(course).values()
    assert (task.lab, task.task, task.cell) == ("add-up", "total", "add-up-total")
    assert (task.path, task.minutes) == ("01-demo/add-up.ipynb", 5)
    assert task.reason == "failed 1 time before it passed"


def test_a_task_that_has_not_passed_is_work_and_no_review(course):
    log(course[1], attempt(3, total=0))
    assert due(course) == {}


def test_a_task_that_needed_a_hint_comes_back_and_sooner_after_the_last_one(course):
    library, desk = course
    log(desk, attempt(0, total=3))
    assert due(course) == {}
    for _ in range(3):
        open_hint(desk, library.find_lab("add-up"), "total")
        assert "hints" in due(course)["total"].reason
    assert days_until(course) == 1


def test_each_good_review_makes_the_next_one_later_and_a_bad_one_sooner(course):
    _, desk = course
    log(desk, attempt(60, total=0), attempt(60, total=3))
    waits = []
    for days_ago, answer in ((55, "a"), (40, "b"), (0, "c")):
        log(desk, attempt(days_ago, total=3, answers={"total": answer}))
        waits.append(days_until(course) + days_ago)
    assert waits[0] < waits[1] < waits[2]
    log(desk, attempt(0, total=0, answers={"total": "d"}))
    assert days_until(course) < 10
    assert due(course)["total"].reason == "passed once, and not when it was last checked"


def test_checking_an_answer_that_was_not_touched_is_no_review(course):
    _, desk = course
    same = {"total": "a"}
    log(desk, attempt(20, total=0), attempt(20, total=3, answers=same))
    before = due(course)["total"].due
    log(desk, attempt(2, total=3, average=1, answers=same))
    assert due(course)["total"].due == before
    log(desk, attempt(1, total=3, average=1, answers={"total": "b"}))
    assert due(course)["total"].due > before


def test_only_what_is_due_is_shown_unless_asked_for_more(course):
    _, desk = course
    log(desk, attempt(0, total=0), attempt(0, total=3))
    assert due(course, timedelta()) == {}
    assert set(due(course, timedelta(days=7))) == {"total"}
    assert set(due(course, timedelta(), NOW + timedelta(days=2))) == {"total"}


def test_a_clock_that_was_set_back_breaks_nothing(course):
    _, desk = course
    log(desk, attempt(5, total=0), attempt(-400, total=3), attempt(3, total=0), attempt(1, total=3))
    assert set(due(course)) <= {"total"}
