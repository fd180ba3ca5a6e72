"""An instructor who knows nbgrader needs nothing new: its own commands work from a clone, by Certbook's steps."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.grading.pipeline import grade

pytestmark = pytest.mark.kernel

HONEST = {
    "full": RIGHT,
    "blank": {},
    "half": {"total": RIGHT["total"]},
    "forgets": {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"},
    "divides": {**RIGHT, "average": "def average(numbers):\n    return float(sum(numbers) // len(numbers))"},
    "raises": {**RIGHT, "average": "def average(numbers):\n    return numbers['mean']"},
    "syntax": {**RIGHT, "total": "def total(numbers)\n    return 1"},
}


@pytest.fixture(scope="module")
def classroom(tmp_path_factory):
    classroom = make_classroom(tmp_path_factory.mktemp("plain") / "course")
    for student, answers in HONEST.items():
        classroom.hand_in(student, answers)
    return classroom


@pytest.fixture(scope="module")
def autograded(classroom):
    """The class after `nbgrader autograde`, in a clone that nobody has prepared."""
    nbgrader(classroom.root, "autograde", ASSIGNMENT)
    return scores(classroom)


@pytest.fixture(scope="module")
def feedback(classroom, autograded):
    nbgrader(classroom.root, "generate_feedback", ASSIGNMENT)
    pages = classroom.course.feedback.glob(f"*/{ASSIGNMENT}/{LAB}.html")
    return {page.parts[-3]: page.read_text(encoding="utf-8") for page in pages}


def nbgrader(root, *arguments):
    """Run a command as a person does who calls it by its path: no environment is activated."""
    program = str(Path(sys.executable).with_name("nbgrader"))
    environment = {**os.environ, "PATH": "/usr/bin:/bin"}
    done = subprocess.run([program, *arguments], cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stderr


def scores(classroom):
    found = {}
    with classroom.course.gradebook() as book:
        for student in HONEST:
            handed_in = book.find_submission_notebook(LAB, ASSIGNMENT, student)
            found[student] = {g.name: (g.auto_score, g.needs_manual_grade, g.max_score) for g in handed_in.grades}
    return found


def comments(classroom, student):
    with classroom.course.gradebook() as book:
        handed_in = book.find_submission_notebook(LAB, ASSIGNMENT, student)
        return {comment.name: comment.auto_comment for comment in handed_in.comments}


def test_autograde_works_in_a_fresh_clone(autograded):
    assert {name: points[0] for name, points in autograded["full"].items()} == {
        "total_type": 1,
        "total_fresh": 2,
        "average_type": 1,
        "average_fresh": 3,
        "story": None,
    }
    assert autograded["divides"]["average_fresh"][0] == 1


def test_certbook_grade_gives_the_same_cell_by_cell(classroom, autograded):
    grade(classroom.course, ASSIGNMENT)
    assert scores(classroom) == autograded


def test_stock_nbgrader_gives_the_same_cell_by_cell(classroom, autograded, tmp_path):
    """On honest work, that is: no tricks, no warnings, no crashes."""
    stock = make_classroom(tmp_path / "stock")
    shutil.copytree(classroom.course.submitted, stock.course.submitted)
    (stock.root / "nbgrader_config.py").write_text("c = get_config()\nc.CourseDirectory.course_id = 'certbook'\n")
    database = f"--db={stock.course.db_url}"
    with stock.course.gradebook():  # makes the file, for which stock nbgrader needs `alembic` on the path
        pass
    nbgrader(stock.root, "generate_assignment", ASSIGNMENT, "--force", database)
    nbgrader(stock.root, "autograde", ASSIGNMENT, database)
    assert scores(stock) == autograded
    for student in HONEST:
        assert comments(stock, student) == comments(classroom, student)
    assert comments(stock, "blank")["total"] == "No response."


def test_generate_assignment_leaves_the_release_as_it_is(classroom, autograded):
    """Also after learners have handed in."""
    release = classroom.root / "release" / ASSIGNMENT / f"{LAB}.ipynb"
    before = release.read_bytes()
    nbgrader(classroom.root, "generate_assignment", ASSIGNMENT, "--force")
    assert release.read_bytes() == before
    assert scores(classroom) == autograded


def test_feedback_says_what_was_wrong_without_the_sealed_code(classroom, feedback):
    source = classroom.source()
    sealed = [
        line.strip()
        for cell in source.cells
        if cell.metadata.get("certbook", {}).get("hidden")
        for line in cell.source.split("### BEGIN HIDDEN TESTS")[1].splitlines()
        if len(line.strip()) > 12
    ]
    assert len(sealed) > 10
    assert set(feedback) == set(HONEST)
    for page in feedback.values():
        text = plain(page)
        assert [line for line in sealed if line in text] == []
        assert "Sealed: sums of lists that you have not seen" in text
        assert "Traceback" not in text
    assert "the sum of all the numbers" in plain(feedback["forgets"])
    assert "1 of 3 points" in plain(feedback["divides"])
    assert "Prices were many" in plain(feedback["full"])


def test_sealed_code_that_was_printed_all_the_same_is_held_back(tmp_path):
    from certbook.grading.feedback import HideSealedChecks

    classroom = make_classroom(tmp_path / "course")
    classroom.hand_in("eve", RIGHT, lambda notebook: notebook.cells.append(nbformat.v4.new_code_cell("print(5)")))
    grade(classroom.course, ASSIGNMENT)
    path = classroom.course.autograded / "eve" / ASSIGNMENT / f"{LAB}.ipynb"
    graded = nbformat.read(path, as_version=4)
    sealed = next(cell.source for cell in graded.cells if "fresh_rng(SEED" in cell.source)
    graded.cells[-1].outputs = [nbformat.v4.new_output("stream", text=sealed)]
    shown, _ = HideSealedChecks().preprocess(graded, {})
    assert "fresh_rng(SEED" not in str(shown.cells[-1].outputs)


def plain(page):
    """Return a page's text without its markup."""
    import html
    import re

    body = page[page.index("<body") :]
    return html.unescape(re.sub(r"<[^>]+>", "", body))
