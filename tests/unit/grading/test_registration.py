"""The gradebook follows the source, also after learners handed in, and nobody loses a grade."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, Classroom, make_classroom

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.grading.registration import ensure_registered


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("built") / "course").root


@pytest.fixture
def classroom(built, tmp_path):
    shutil.copytree(built, tmp_path / "course")
    return Classroom(tmp_path / "course")


@pytest.fixture(autouse=True)
def _quiet():
    with without_database_warnings():
        yield


def hand_in_and_grade(course, student="alice"):
    with course.gradebook() as book:
        book.add_student(student)
        book.add_submission(ASSIGNMENT, student)
        for grade in book.find_submission_notebook(LAB, ASSIGNMENT, student).grades:
            grade.auto_score, grade.needs_manual_grade = 1.0, False
        book.find_grade("story", LAB, ASSIGNMENT, student).manual_score = 2.0
        book.find_comment("total", LAB, ASSIGNMENT, student).manual_comment = "well done"
        book.db.commit()


def scores(course, student="alice", lab=LAB):
    with course.gradebook() as book:
        handed_in = book.find_submission_notebook(lab, ASSIGNMENT, student)
        return {grade.name: grade.score for grade in handed_in.grades}


def edit(path, change):
    notebook = json.loads(path.read_text())
    change(notebook)
    path.write_text(json.dumps(notebook))


def new_check(name="total_more", points=4):
    facts = {"schema_version": 3, "grade": True, "grade_id": name, "locked": True, "points": points}
    return {
        "cell_type": "code",
        "id": f"add-up-{name}",
        "metadata": {"nbgrader": {**facts, "solution": False, "task": False}, "certbook": {"task": "total"}},
        "source": "assert total([1]) == 1, 'one'",
        "outputs": [],
        "execution_count": None,
    }


def test_rows_are_those_that_nbgrader_itself_makes(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    ours = rows(classroom.course)
    (classroom.root / "gradebook.db").unlink()
    (classroom.root / "nbgrader_config.py").unlink()
    nbgrader = Path(sys.executable).with_name("nbgrader")
    subprocess.run(
        [nbgrader, "generate_assignment", ASSIGNMENT, "--force", f"--db={classroom.course.db_url}"],
        cwd=classroom.root,
        check=True,
        capture_output=True,
    )
    assert ours == rows(classroom.course)
    assert len(ours["source"]) >= 8


def rows(course):
    with course.gradebook() as book:
        notebook = book.find_notebook(LAB, ASSIGNMENT)
        return {
            "kernel": json.loads(notebook.kernelspec),
            "grade": {c.name: (c.max_score, c.cell_type) for c in notebook.grade_cells},
            "solution": {c.name for c in notebook.solution_cells},
            "source": {c.name: (c.cell_type, c.locked, c.source, c.checksum) for c in notebook.source_cells},
        }


def test_a_second_run_changes_nothing(classroom):
    assert ensure_registered(classroom.course, ASSIGNMENT)
    assert ensure_registered(classroom.course, ASSIGNMENT) == ()


def test_an_assignment_without_notebooks_is_one_clear_line(classroom):
    with pytest.raises(CertbookError, match="certbook build"):
        ensure_registered(classroom.course, "02-nowhere")


def test_a_new_check_appears_in_submissions_and_old_grades_stay(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    hand_in_and_grade(classroom.course)
    before = scores(classroom.course)
    edit(classroom.course.notebooks(ASSIGNMENT)[LAB], lambda notebook: notebook["cells"].append(new_check()))
    ensure_registered(classroom.course, ASSIGNMENT)
    assert scores(classroom.course) == {**before, "total_more": 0.0}
    with classroom.course.gradebook() as book:
        assert book.find_notebook(LAB, ASSIGNMENT).max_score == 9 + 4
        assert book.find_comment("total", LAB, ASSIGNMENT, "alice").comment == "well done"
    assert ensure_registered(classroom.course, ASSIGNMENT) == ()


def test_changed_points_count_for_everybody(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    hand_in_and_grade(classroom.course)

    def double(notebook):
        cell = next(c for c in notebook["cells"] if c["id"].endswith("total_fresh"))
        cell["metadata"]["nbgrader"]["points"] = 20

    edit(classroom.course.notebooks(ASSIGNMENT)[LAB], double)
    changes = ensure_registered(classroom.course, ASSIGNMENT)
    assert any("total_fresh" in line for line in changes)
    with classroom.course.gradebook() as book:
        assert book.find_grade("total_fresh", LAB, ASSIGNMENT, "alice").max_score == 20
    assert scores(classroom.course)["total_fresh"] == 1.0


def test_a_check_that_was_taken_out_leaves_its_grades_in_a_file(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    hand_in_and_grade(classroom.course)

    def drop(notebook):
        notebook["cells"] = [c for c in notebook["cells"] if not c["id"].endswith("total_type")]

    edit(classroom.course.notebooks(ASSIGNMENT)[LAB], drop)
    ensure_registered(classroom.course, ASSIGNMENT)
    assert "total_type" not in scores(classroom.course)
    assert scores(classroom.course)["story"] == 2.0
    (kept,) = (classroom.course.private / "removed" / ASSIGNMENT).glob("*total_type*.json")
    assert json.loads(kept.read_text())[0]["student"] == "alice"


def test_notebooks_come_and_go_while_others_keep_their_grades(classroom):
    ensure_registered(classroom.course, ASSIGNMENT)
    hand_in_and_grade(classroom.course)
    before = scores(classroom.course)
    original = classroom.course.notebooks(ASSIGNMENT)[LAB]
    second = original.with_name("second.ipynb")
    second.write_bytes(original.read_bytes())
    ensure_registered(classroom.course, ASSIGNMENT)
    assert scores(classroom.course) == before
    assert set(scores(classroom.course, lab="second")) == set(before)
    second.unlink()
    ensure_registered(classroom.course, ASSIGNMENT)
    assert scores(classroom.course) == before
    with classroom.course.gradebook() as book:
        assert [notebook.name for notebook in book.find_submission(ASSIGNMENT, "alice").notebooks] == [LAB]
