"""The week's list: due reviews, what was begun, then by what counts most, needs first."""

import pytest
from lane_course import NOW, attempt, give, log, make_lane_course

from certbook.learner import choice, plan
from certbook.learner.standing import standing


@pytest.fixture
def course(tmp_path):
    return make_lane_course(tmp_path / "course")


def labs(course):
    library, desk = course
    return [one.lab.name for one in plan.next_labs(standing(desk, library, NOW))]


def items(course):
    library, desk = course
    return plan.plan(standing(desk, library, NOW))


def test_without_a_choice_labs_come_in_order_and_needs_first(course):
    assert labs(course) == ["add-up", "third", "multiply"]


def test_an_exam_puts_its_heaviest_domain_first_and_what_that_needs_before_it(course):
    library, desk = course
    choice.write(desk, library, "whole-lane", "demo-exam")
    assert labs(course) == ["third", "multiply", "add-up"]
    reasons = [one.reason for one in plan.next_labs(standing(desk, library, NOW))]
    assert reasons[0].startswith("'Module multiply' needs it; 50% of Demonstration exam")
    assert reasons[1] == "50% of Demonstration exam; nothing of it shown yet"
    assert reasons[2].startswith("20% of Demonstration exam")


def test_a_lane_decides_without_an_exam_and_leaves_out_what_is_not_in_it(course):
    library, desk = course
    choice.write(desk, library, "demo-lane", None)
    assert labs(course) == ["add-up", "third"]
    (first, _) = plan.next_labs(standing(desk, library, NOW))
    assert first.reason == "50% of the lane; nothing of it shown yet"


def test_a_gap_that_closes_moves_a_domain_back(course):
    library, desk = course
    choice.write(desk, library, "demo-lane", None)
    log(desk, attempt(1, total=1, average=1), attempt(1, "third", total=1, average=1))
    assert labs(course) == ["add-up", "third"]
    log(desk, attempt(1, total=3, average=3.5))
    assert labs(course) == ["third", "add-up"]


def test_what_was_begun_comes_first_and_what_is_passed_not_at_all(course):
    library, desk = course
    choice.write(desk, library, "whole-lane", "demo-exam")
    log(desk, attempt(1, total=1))
    give(desk, "01-demo", "add-up", {"total": 1, "average": 0})
    (first, *_) = plan.next_labs(standing(desk, library, NOW))
    assert (first.lab.name, first.reason) == ("add-up", "begun: 1 of 7 points")
    give(desk, "01-demo", "add-up", {"total": 3, "average": 4})
    assert labs(course) == ["third", "multiply"]


def test_a_lesson_comes_before_the_first_lab_of_its_domain_and_not_again(course):
    _, desk = course
    kinds = [(item.kind, item.path) for item in items(course)]
    assert kinds.count(("lesson", "03-third/lesson.ipynb")) == 1
    assert kinds.index(("lesson", "03-third/lesson.ipynb")) + 1 == kinds.index(("lab", "03-third/third.ipynb"))
    log(desk, attempt(1, "third", total=1))
    assert ("lesson", "03-third/lesson.ipynb") not in [(item.kind, item.path) for item in items(course)]


def test_reviews_come_first_and_leave_room_for_a_lab(course, monkeypatch):
    _, desk = course
    log(desk, attempt(9, total=0, average=0), attempt(9, total=3, average=4))
    found = items(course)
    assert [item.kind for item in found[:2]] == ["review", "review"]
    assert found[0].reason == "failed 1 time before it passed"
    monkeypatch.setattr(plan, "WEEK_MINUTES", 10)
    found = items(course)
    assert [item.kind for item in found].count("review") == 1
    assert [item.kind for item in found].count("lab") == 1
