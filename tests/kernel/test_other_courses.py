"""Any nbgrader course is graded: nbgrader's published example course and its test notebooks score as `nbgrader` scores.

Both come with the installed nbgrader; its own commands grade one copy of a course and `certbook grade` another.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbgrader as package
import pytest
from gradebook_rows import rows_of

from certbook.grading.adopting import course_in

pytestmark = pytest.mark.kernel

NBGRADER = Path(package.__file__).parent
EXAMPLE = NBGRADER / "docs" / "source" / "user_guide"
FILES = NBGRADER / "tests" / "apps" / "files"
STEPS = NBGRADER / "tests" / "preprocessors" / "files"
CONFIG = 'c = get_config()\nc.CourseDirectory.course_id = "course101"\n'

# Of each of nbgrader's test notebooks that can be a source: what its own tests hand in for it.
CASES = {
    "changed": (FILES / "submitted-unchanged.ipynb", ["submitted-unchanged", "submitted-changed"]),
    "edited": (FILES / "submitted-unchanged.ipynb", ["submitted-grade-cell-changed", "submitted-locked-cell-changed"]),
    "test": (FILES / "test.ipynb", ["test", "test-with-output"]),
    "hidden": (FILES / "test-hidden-tests.ipynb", ["test-hidden-tests"]),
    "tasks": (STEPS / "test_taskcell.ipynb", ["../../preprocessors/files/test_taskcell"]),
    "by-hand": (STEPS / "manually-graded-code-cell.ipynb", ["../../preprocessors/files/manually-graded-code-cell"]),
    "autotest-simple": (FILES / "autotest-simple.ipynb", ["autotest-simple-unchanged", "autotest-simple-changed"]),
    "autotest-hashed": (FILES / "autotest-hashed.ipynb", ["autotest-hashed-unchanged", "autotest-hashed-changed"]),
    "autotest-multi": (FILES / "autotest-multi.ipynb", ["autotest-multi-unchanged", "autotest-multi-changed"]),
    "autotest-hidden": (
        FILES / "autotest-hidden.ipynb",
        ["autotest-hidden-unchanged", "autotest-hidden-changed-wrong", "autotest-hidden-changed-right"],
    ),
}


def run(root, *command, expected=0):
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}:/usr/bin:/bin"}  # nbgrader calls `alembic`
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=root, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == expected, done.stdout + done.stderr
    return done.stdout + done.stderr


def both(root, assignment):
    """Grade two copies of a course, one by nbgrader alone, and return the rows of both gradebooks."""
    stock, ours = root / "stock", root / "ours"
    shutil.copytree(stock, ours)
    run(stock, "nbgrader", "generate_assignment", assignment)
    run(stock, "nbgrader", "autograde", assignment, "--create")
    run(ours, "certbook", "grade", assignment, "--course", ".")
    return rows_of(course_in(stock)), rows_of(course_in(ours))


def scores(rows):
    return {key: (row["auto_score"], row["needs_manual_grade"]) for key, row in rows["grade"].items()}


def comments(rows):
    return {key: row["auto_comment"] for key, row in rows["comment"].items()}


def test_the_published_example_course(tmp_path):
    course = tmp_path / "stock"
    for name in ("source", "submitted"):
        shutil.copytree(EXAMPLE / name, course / name)
    (course / "nbgrader_config.py").write_text(CONFIG + 'c.IncludeHeaderFooter.header = "source/header.ipynb"\n')
    stock, ours = both(tmp_path, "ps1")
    assert scores(ours) == scores(stock)
    assert comments(ours) == comments(stock)
    assert {student[0] for student in ours["student"]} == {"bitdiddle", "hacker"}
    automatic = {
        name: [score for key, (score, _) in scores(ours).items() if name in key] for name in ("bitdiddle", "hacker")
    }
    assert {name: sum(filter(None, points)) for name, points in automatic.items()} == {"bitdiddle": 1.5, "hacker": 3}


@pytest.mark.parametrize("case", CASES)
def test_the_test_notebooks(case, tmp_path):
    source, submitted = CASES[case]
    course = tmp_path / "stock"
    place(source, course / "source" / "ps1" / "p1.ipynb")
    for number, name in enumerate(submitted):
        place(FILES / f"{name}.ipynb", course / "submitted" / f"student{number}" / "ps1" / "p1.ipynb")
    shutil.copy(FILES / "autotests.yml", course)
    (course / "nbgrader_config.py").write_text(CONFIG)
    stock, ours = both(tmp_path, "ps1")
    assert scores(ours) == scores(stock)
    assert comments(ours) == comments(stock)


def place(file, target):
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(file, target)
