"""A check was mended: whose points change is listed first, and nothing changes before it is applied."""

import json
import subprocess
import sys

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom
from gradebook_rows import rows_of

from certbook.classroom.regrading import changes
from certbook.grading.pipeline import Way, grade

pytestmark = pytest.mark.kernel

FLOOR = "def average(numbers):\n    return float(sum(numbers) // len(numbers))"
STUDENTS = {"full": RIGHT, "half": {**RIGHT, "average": FLOOR}, "blank": {}}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    classroom = make_classroom(tmp_path_factory.mktemp("regrading") / "course")
    for student, answers in STUDENTS.items():
        classroom.hand_in(student, answers)
    grade(classroom.course, ASSIGNMENT)
    return classroom


def mend(classroom):
    """Let the check of averages give a floored one nothing any more."""
    lab = classroom.root / "modules" / ASSIGNMENT / "labs" / f"{LAB}.py"
    text = lab.read_text()
    strict = text.replace("3 if result == base + 0.5 else 1", "3 if result == base + 0.5 else 0")
    assert strict != text
    lab.write_text(strict)
    classroom.rebuild()


def state(classroom):
    files = {
        path: path.read_bytes()
        for folder in ("autograded", "submitted")
        for path in (classroom.root / folder).rglob("*")
        if path.is_file()
    }
    return rows_of(classroom.course), files


def certbook(classroom, *arguments):
    done = subprocess.run(
        [sys.executable, "-m", "certbook", *arguments, "--course", str(classroom.root)],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_whose_points_change_is_listed_before_anything_changes(classroom):
    assert changes(classroom.course, ASSIGNMENT) == ()
    mend(classroom)
    before = state(classroom)
    (one,) = changes(classroom.course, ASSIGNMENT)
    assert (one.student, one.lab, one.before, one.after, one.status) == ("half", LAB, 5, 4, "graded")
    (check,) = one.checks
    assert (check.check, check.before, check.after) == ("average_fresh", 1, 0)
    assert "0 of 3 points" in check.message
    assert state(classroom) == before
    assert "half" in (said := certbook(classroom, "regrade", ASSIGNMENT))
    assert "1 notebooks change: 0 gain, 1 lose" in said
    assert state(classroom) == before

    said = json.loads(certbook(classroom, "regrade", ASSIGNMENT, "--apply", "--json"))
    assert [(row["student"], row["after"]) for row in said] == [("half", 4)]
    grades = {one.student: one.score for one in grade(classroom.course, ASSIGNMENT).submissions}
    assert grades == {"full": 7, "half": 4, "blank": 0}
    assert certbook(classroom, "regrade", ASSIGNMENT) == "nobody's points change\n"
    (record,) = (classroom.course.private / "regraded").iterdir()
    assert json.loads(record.read_text()) == said


def test_with_force_everything_is_run_again(classroom):
    seen = []
    assert changes(classroom.course, ASSIGNMENT, way=Way(force=True), show=lambda *told: seen.append(told)) == ()
    assert seen[-1][:2] == (3, 3)


def test_who_was_never_graded_is_not_listed(classroom):
    classroom.hand_in("late", RIGHT)
    assert changes(classroom.course, ASSIGNMENT) == ()


def test_verdicts_are_counted_while_a_class_is_graded(classroom):
    from certbook.grading.report import Tally

    tally, seen = Tally(), []
    grade(classroom.course, ASSIGNMENT, on_progress=lambda *told: seen.append(str(tally)), on_grade=tally.add)
    assert seen[-1] == f"{len(classroom.course.notebooks(ASSIGNMENT)) * 4} graded"
