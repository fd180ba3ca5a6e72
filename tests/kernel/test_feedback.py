"""`certbook feedback`: nbgrader's pages for a class, with our messages and verdicts, and no sealed check in them."""

import json
import subprocess
import sys

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.classroom.feedback import write_feedback
from certbook.errors import CertbookError
from certbook.grading.pipeline import grade

pytestmark = pytest.mark.kernel

FORGETS = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
ENDS = {**RIGHT, "total": "import os\nos._exit(3)"}
SEALED = ("fresh_rng(SEED, ", "base + 0.5")


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    classroom = make_classroom(tmp_path_factory.mktemp("feedback") / "course")
    for student, answers in {"ada": RIGHT, "bob": FORGETS, "eve": ENDS, "flo": {}}.items():
        classroom.hand_in(student, answers)
    grade(classroom.course, ASSIGNMENT)
    return classroom


def feedback(classroom, *arguments, expected=0):
    command = [sys.executable, "-m", "certbook", "feedback", ASSIGNMENT, "--course", str(classroom.root), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == expected, done.stderr
    return done.stdout


def page(classroom, student):
    return (classroom.course.feedback / student / ASSIGNMENT / f"{LAB}.html").read_text(encoding="utf-8")


def test_every_page_says_what_was_wrong_and_shows_nothing_sealed(classroom):
    assert feedback(classroom).endswith("4 pages of 4 students\n")
    pages = {student: page(classroom, student) for student in ("ada", "bob", "eve", "flo")}
    assert [(student, text) for student, html in pages.items() for text in SEALED if text in html] == []
    assert "the sum of all the numbers" in pages["bob"]
    assert "Certbook: crashed: " in pages["eve"]
    assert "not attempted yet" in pages["flo"]


def test_a_persons_later_points_are_in_the_next_page(classroom):
    write_feedback(classroom.course, ASSIGNMENT, ["ada"])
    with classroom.course.gradebook() as book:
        comment = book.find_comment("story", LAB, ASSIGNMENT, "ada")
        comment.manual_comment = "A tidy till."
        book.db.commit()
    write_feedback(classroom.course, ASSIGNMENT, ["ada"])
    assert "A tidy till." in page(classroom, "ada")


def test_one_that_cannot_be_made_costs_the_others_nothing(classroom):
    broken = classroom.course.autograded / "flo" / ASSIGNMENT / f"{LAB}.ipynb"
    whole = broken.read_bytes()
    broken.write_text("{")
    try:
        said = json.loads(feedback(classroom, "--json", expected=1))
    finally:
        broken.write_bytes(whole)
    problems = {row["student"]: row["problem"] for row in said if row["problem"]}
    assert list(problems) == ["flo"]
    assert "nbgrader could not make it (" in problems["flo"]
    assert [row["pages"] for row in said] == [1, 1, 1, 0]


def test_what_is_not_graded_is_a_clear_line(classroom, tmp_path):
    with pytest.raises(CertbookError, match="is missing; grade gus first"):
        write_feedback(classroom.course, ASSIGNMENT, ["gus"])
    with pytest.raises(CertbookError, match="nothing of 02-other is graded; run: certbook grade 02-other"):
        write_feedback(classroom.course, "02-other")
