"""Attempts add up by task, lab and day; what is new is added to what is known."""

import json
from dataclasses import asdict

import pytest
from lane_course import NOW, attempt, log, make_lane_course

from certbook.learner import history
from certbook.learner.attempts import attempts
from certbook.learner.history import History


@pytest.fixture
def desk(tmp_path):
    return make_lane_course(tmp_path / "course")[1]


def added(*all_attempts):
    found = History()
    for one in all_attempts:
        found.add(one)
    return found


def test_reading_on_gives_what_reading_all_gives(desk):
    past = [
        attempt(9, total=0, average=2, named={"total": ["add.forgets_last"]}),
        attempt(8, total=3),
        attempt(2, total=1, average=4),
    ]
    for number, one in enumerate(past, start=1):
        log(desk, one)
        found = history.history(desk)
        assert (found.attempts, found.tasks, found.labs) == (number, *_parts(added(*past[:number])))
    assert [event.number for event in history.events(desk)] == [0, 0, 1, 1, 2, 2]


def _parts(found):
    return found.tasks, found.labs


def test_a_log_that_was_changed_by_hand_is_added_up_anew(desk):
    log(desk, attempt(2, total=3), attempt(1, total=0))
    assert history.history(desk).tasks["add-up", "total"].outcome == "wrong"
    file = desk.record / "attempts.jsonl"
    file.write_text(file.read_text().splitlines()[0] + "\n")
    found = history.history(desk)
    assert (found.attempts, found.tasks["add-up", "total"].outcome) == (1, "passed")


def test_a_blank_task_leaves_what_was_known():
    task = added(attempt(5, total=3), attempt(1)).tasks["add-up", "total"]
    assert (task.outcome, task.attempted, task.points) == ("not attempted", "passed", 3)
    assert task.tried == attempt(5).when


def test_an_answer_that_was_not_touched_was_not_worked_on():
    same = {"total": "aa", "average": "bb"}
    changed = {"total": "aa", "average": "cc"}
    found = added(
        attempt(9, total=3, average=0, answers=same),
        attempt(3, total=3, average=0, answers=changed),
        attempt(1, total=3, average=4, answers=changed),
    )
    assert found.tasks["add-up", "total"].tried == attempt(9).when
    assert found.tasks["add-up", "average"].tried == attempt(3).when
    assert found.tasks["add-up", "average"].points == 4
    assert len(found.tasks["add-up", "average"].days) == 2


def test_older_lines_count_as_worked_on_where_the_result_changed():
    found = added(attempt(9, total=0), attempt(8, total=0), attempt(3, total=3), attempt(1, total=3))
    task = found.tasks["add-up", "total"]
    assert (task.failures, task.tried) == (1, attempt(3).when)


def test_a_mistake_is_mended_once_the_task_has_passed_and_open_again_when_it_comes_back():
    named = {"total": ["add.forgets_last"]}
    past = [attempt(9, total=0, named=named), attempt(8, total=1)]
    record = added(*past).tasks["add-up", "total"]
    assert not record.is_mended("add.forgets_last")
    past.append(attempt(7, total=3))
    assert added(*past).tasks["add-up", "total"].is_mended("add.forgets_last")
    past.append(attempt(6, total=0, named=named))
    record = added(*past).tasks["add-up", "total"]
    assert not record.is_mended("add.forgets_last")
    assert record.mistakes["add.forgets_last"].times == 2


def test_a_day_keeps_each_labs_last_points():
    found = added(attempt(1, total=3), attempt(1, total=1, average=1), attempt(1, "third", total=3))
    assert found.days == {"2026-11-21": {"add-up": 2, "third": 3}}


@pytest.mark.parametrize(
    "line",
    [
        {"time": "yesterday"},
        {"outcomes": ["passed"]},
        {"misconceptions": {"total": "add.forgets_last"}},
        {"points": {"total": "three"}},
        {"score": None},
    ],
)
def test_a_line_of_the_wrong_kind_is_damaged_and_not_a_traceback(desk, line):
    log(desk, attempt(1, total=3))
    with open(desk.record / "attempts.jsonl", "a") as stream:
        stream.write(json.dumps({**asdict(attempt()), **line}) + "\n")
    assert history.history(desk).attempts == 1
    assert list(desk.record.glob("attempts-damaged-*.jsonl"))


def test_a_line_of_an_older_or_a_newer_certbook_is_read(desk):
    old = asdict(attempt(2, total=3))
    del old["points"], old["answers"]
    desk.record.mkdir()
    with open(desk.record / "attempts.jsonl", "w") as stream:
        stream.write(json.dumps(old) + "\n" + json.dumps({**old, "mood": "good", "time": "2026-11-22T10:00:00"}) + "\n")
    assert len(attempts(desk)) == 2
    task = history.history(desk).tasks["add-up", "total"]
    assert (task.attempted, task.points) == ("passed", None)
    assert attempts(desk)[1].when <= NOW
