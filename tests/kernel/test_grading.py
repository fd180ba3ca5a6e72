"""A class is graded: every notebook gets a verdict, none takes the others with it, nothing handed in is changed."""

import hashlib
import json
import os
import subprocess
import sys

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, cell_of, make_classroom
from nbformat.v4 import new_code_cell, new_notebook

from certbook.errors import CertbookError
from certbook.grading.pipeline import grade

pytestmark = pytest.mark.kernel


@pytest.fixture
def classroom(tmp_path):
    return make_classroom(tmp_path / "course")


def graded(classroom, **which):
    report = grade(classroom.course, ASSIGNMENT, **which)
    return report, {one.student: one for one in report.submissions}


def auto_scores(classroom, student):
    with classroom.course.gradebook() as book:
        handed_in = book.find_submission_notebook(LAB, ASSIGNMENT, student)
        return {grade.name: grade.auto_score for grade in handed_in.grades}


def fingerprints(folder):
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.rglob("*") if path.is_file()}


def delete_checks(notebook):
    notebook.cells = [c for c in notebook.cells if c.metadata.get("nbgrader", {}).get("points") != 1]


def soften_checks(notebook):
    cell_of(notebook, "total_type").source = "pass"
    cell_of(notebook, "total_type").metadata.nbgrader.points = 100


def forge_records(notebook):
    for cell in notebook.cells:
        cell.metadata["certbook"] = {"record": {"id": cell["id"], "status": "ok"}}


def test_a_mixed_class_is_graded_to_the_end(classroom):
    classroom.hand_in("full", RIGHT)
    classroom.hand_in("part", {**RIGHT, "average": "def average(n):\n    return float(sum(n) // len(n))"})
    classroom.hand_in("blank", {}, forge_records)
    classroom.hand_in("deleted", RIGHT, delete_checks)
    classroom.hand_in("edited", {"total": "def total(n):\n    return 'wrong'"}, soften_checks)
    classroom.hand_in(
        "warns", {**RIGHT, "total": "import warnings\ndef total(n):\n    warnings.warn('x')\n    return sum(n)"}
    )
    classroom.hand_in("syntax", {**RIGHT, "total": "def total(:"})
    classroom.hand_in("exits", {**RIGHT, "total": "import os\ndef total(n):\n    os._exit(1)"})
    classroom.hand_in("floods", {**RIGHT, "total": "print('a' * 50_000_000)\n" + RIGHT["total"]})
    classroom.hand_in("it's[*] odd?", RIGHT)
    before = fingerprints(classroom.course.submitted)
    seen = []

    report, by_student = graded(classroom, on_progress=lambda done, total, what: seen.append((done, total, what)))

    points = {student: (one.status, one.score) for student, one in by_student.items()}
    assert points == {
        "full": ("graded", 7),
        "part": ("graded", 5),
        "blank": ("graded", 0),
        "deleted": ("graded", 7),
        "edited": ("graded", 0),
        "warns": ("graded", 7),
        "syntax": ("graded", 4),
        "exits": ("crashed", 4),
        "floods": ("graded", 7),
        "it's[*] odd?": ("graded", 7),
    }
    assert all(one.max_score == 7 for one in report.submissions)
    assert fingerprints(classroom.course.submitted) == before
    for student, one in by_student.items():
        scores = auto_scores(classroom, student)
        assert sum(score or 0 for name, score in scores.items() if name != "story") == one.score
    assert "cell 'total_type'" in by_student["exits"].message
    assert by_student["exits"].message.startswith(f"submitted/exits/{ASSIGNMENT}/{LAB}.ipynb: ")
    assert "cell 'total_type' was deleted: put back" in by_student["deleted"].bent
    assert "cell 'total_type' was edited: the original is graded" in by_student["edited"].bent
    assert "SyntaxError" in by_student["syntax"].tasks[0].message
    assert [task.outcome for task in by_student["blank"].tasks] == ["not attempted"] * 2
    assert not report.all_graded
    assert seen[0][:2] == (0, 10)
    assert seen[-1][:2] == (10, 10)
    kept = classroom.course.autograded / "floods" / ASSIGNMENT / f"{LAB}.ipynb"
    assert kept.stat().st_size < 2_000_000

    keys = {"student", "notebook", "status", "score", "max_score", "seconds", "message", "bent", "tasks"}
    value = json.loads(json.dumps(report.to_json()))
    assert value["assignment"] == ASSIGNMENT
    assert keys <= set(value["submissions"][0])
    of_a_task = {"task", "title", "outcome", "score", "max_score", "message", "failed_check"}
    assert set(value["submissions"][0]["tasks"][0]) == of_a_task
    written = by_student["full"].written[0]
    assert (written.task, written.title, written.score, written.max_score) == ("story", "In your own words", None, 2)
    assert written.answered
    assert not by_student["blank"].written[0].answered


def test_an_endless_loop_is_a_verdict_of_its_own(classroom):
    limit_cells(classroom, 1)
    classroom.hand_in("alice", {**RIGHT, "total": "def total(n):\n    while True: pass"})
    _, by_student = graded(classroom)
    assert (by_student["alice"].status, by_student["alice"].score) == ("timeout", 4)
    assert "did not end within 1 s" in by_student["alice"].message


def test_an_earlier_score_does_not_outlive_a_worse_attempt(classroom):
    classroom.hand_in("alice", RIGHT)
    graded(classroom)
    with classroom.course.gradebook() as book:
        book.find_grade("story", LAB, ASSIGNMENT, "alice").manual_score = 2.0
        book.db.commit()
    assert sum(score for name, score in auto_scores(classroom, "alice").items() if name != "story") == 7

    limit_cells(classroom, 1)
    hangs = "import itertools, collections\ncollections.deque(itertools.repeat(1), maxlen=0)"
    classroom.hand_in("alice", {"total": hangs, "average": "import os; os._exit(1)"})
    _, by_student = graded(classroom)
    assert by_student["alice"].score == 0
    assert {name: score for name, score in auto_scores(classroom, "alice").items() if score} == {}

    path = classroom.hand_in("alice", RIGHT)
    graded(classroom)
    assert auto_scores(classroom, "alice")["total_fresh"] == 2
    path.write_text("{")
    _, by_student = graded(classroom)
    assert by_student["alice"].status == "unreadable"
    assert set(auto_scores(classroom, "alice").values()) == {0}
    assert not (classroom.course.autograded / "alice" / ASSIGNMENT / f"{LAB}.ipynb").exists()
    with classroom.course.gradebook() as book:
        assert book.find_grade("story", LAB, ASSIGNMENT, "alice").score == 2.0


def test_bad_files_get_one_line_each_and_the_rest_goes_on(classroom):
    good = classroom.hand_in("good", RIGHT).read_bytes()
    put(classroom, "empty", f"{LAB}.ipynb", b"")
    put(classroom, "cut", f"{LAB}.ipynb", good[:300])
    put(classroom, "zip", f"{LAB}.ipynb", b"PK\x03\x04")
    put(classroom, "stranger", f"{LAB}.ipynb", nbformat.writes(new_notebook(cells=[new_code_cell("1")])).encode())
    (classroom.folder("folder") / f"{LAB}.ipynb").mkdir()
    classroom.folder("nothing")
    put(classroom, "copy1", f"{LAB}-Copy1.ipynb", good)
    put(classroom, "brackets", f"{LAB} (1).ipynb", good)
    put(classroom, "both", f"{LAB}.ipynb", b"")
    put(classroom, "both", f"{LAB}-Copy1.ipynb", good)
    put(classroom, "strays", f"{LAB}.ipynb", good)
    put(classroom, "strays", "holiday.ipynb", good)
    put(classroom, "strays", "notes.txt", b"mine")
    put(classroom, "strays", "timestamp.txt", b"yesterday, about noon")
    r_kernel = {"kernelspec": {"name": "ir", "language": "R", "display_name": "R"}}
    classroom.hand_in("kernel", RIGHT, lambda notebook: notebook.metadata.update(r_kernel))
    (classroom.course.submitted / "good" / "99-nowhere").mkdir()
    (classroom.course.submitted / ASSIGNMENT).mkdir()
    if os.geteuid() != 0:
        put(classroom, "closed", f"{LAB}.ipynb", good).chmod(0)

    report, by_student = graded(classroom)

    scores = {student: (one.status, one.score) for student, one in by_student.items()}
    for student in ("empty", "cut", "zip", "stranger", "folder"):
        assert scores[student] == ("unreadable", 0), student
    assert scores["nothing"] == ("missing", 0)
    for student in ("good", "copy1", "brackets", "both", "strays", "kernel"):
        assert scores[student] == ("graded", 7), student
    if os.geteuid() != 0:
        assert "permission" in by_student["closed"].message
    for student, words in {
        "empty": "is empty",
        "cut": "cut off",
        "zip": "is no notebook",
        "stranger": "none of the cells",
        "folder": "is a folder",
        "nothing": "was not handed in",
    }.items():
        message = by_student[student].message
        assert words in message
        assert message.startswith(f"submitted/{student}/{ASSIGNMENT}/")
        assert "\n" not in message
    assert f"file '{LAB} (1).ipynb' was taken for '{LAB}.ipynb'" in by_student["brackets"].bent
    assert any("is empty" in line for line in by_student["both"].bent)
    assert any("kernel for 'r'" in line for line in by_student["kernel"].bent)
    notes = "\n".join(report.notes)
    assert f"submitted/strays/{ASSIGNMENT}/holiday.ipynb" in notes
    assert "timestamp.txt: is no time" in notes
    assert "submitted/good/99-nowhere" in notes
    assert f"submitted/{ASSIGNMENT}: is not graded" in notes
    assert (classroom.course.autograded / "strays" / ASSIGNMENT / "notes.txt").read_bytes() == b"mine"


def test_late_submissions_keep_their_time(classroom):
    classroom.hand_in("alice", RIGHT)
    put(classroom, "alice", "timestamp.txt", b"2026-02-03 04:05:06 UTC\n")
    graded(classroom)
    with classroom.course.gradebook() as book:
        assert str(book.find_submission(ASSIGNMENT, "alice").timestamp) == "2026-02-03 04:05:06"


def test_one_lab_is_graded_without_touching_the_others(classroom):
    first = classroom.course.notebooks(ASSIGNMENT)[LAB]
    first.with_name("second.ipynb").write_bytes(first.read_bytes())
    classroom.hand_in("alice", RIGHT)
    classroom.hand_in("alice", RIGHT, name="second.ipynb")
    graded(classroom)
    (classroom.folder("alice") / f"{LAB}.ipynb").unlink()
    classroom.hand_in("alice", {}, name="second.ipynb")
    report, _ = graded(classroom, students=["alice"], notebooks=["second"])
    assert [(one.notebook, one.score) for one in report.submissions] == [("second", 0)]
    assert auto_scores(classroom, "alice")["total_fresh"] == 2
    assert (classroom.course.autograded / "alice" / ASSIGNMENT / f"{LAB}.ipynb").exists()


def test_who_and_what_must_exist(classroom):
    with pytest.raises(CertbookError, match="nobody has handed in"):
        graded(classroom)
    classroom.hand_in("alice", RIGHT)
    with pytest.raises(CertbookError, match="handed in have: alice"):
        graded(classroom, students=["bob"])
    with pytest.raises(CertbookError, match="there are: add-up"):
        graded(classroom, notebooks=["nothing"])
    with pytest.raises(CertbookError, match="certbook build"):
        grade(classroom.course, "02-nowhere")


def test_the_graded_kernel_does_not_see_the_sealed_checks(classroom):
    look = "import glob, os\nassert not glob.glob('**/*.ipynb', recursive=True) and os.listdir() == ['mine.csv']\n"
    classroom.hand_in("alice", {**RIGHT, "total": look + RIGHT["total"]})
    put(classroom, "alice", "mine.csv", b"1,2")
    _, by_student = graded(classroom)
    assert by_student["alice"].score == 7


def test_the_command_prints_a_table_and_says_by_its_code_how_it_went(classroom):
    classroom.hand_in("alice", RIGHT)
    done = command(classroom, "grade", "demo")
    assert done.returncode == 0, done.stderr
    assert "7 of 7" in done.stdout
    assert "INFO" not in done.stdout + done.stderr
    assert "Warning" not in done.stdout + done.stderr
    put(classroom, "bob", f"{LAB}.ipynb", b"")
    done = command(classroom, "grade", ASSIGNMENT, "--json")
    assert done.returncode == 1
    report = json.loads(done.stdout)
    assert [one["status"] for one in report["submissions"]] == ["graded", "unreadable"]
    done = command(classroom, "grade", ASSIGNMENT, "--student", "carol")
    assert done.returncode == 2
    assert len(done.stderr.strip().splitlines()) == 1
    assert "submitted/carol" in done.stderr


def put(classroom, student, name, data):
    path = classroom.folder(student) / name
    path.write_bytes(data)
    return path


def limit_cells(classroom, seconds):
    """Set a limit as an instructor does."""
    with (classroom.root / "nbgrader_config.py").open("a") as stream:
        stream.write(f"c.Execute.timeout = {seconds}\n")


def command(classroom, *arguments):
    """Run the command as in a clone: the content is found beside the package, so it looks at the class's folder."""
    code = (
        "import sys; from pathlib import Path; import certbook.content.library as l, certbook.content.roots as r;"
        f"l.find_content = lambda: r.ContentRoot(Path({str(classroom.root)!r}), True);"
        "from certbook.cli import main; main()"
    )
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=False)


def test_several_processes_give_the_same_grades_as_one(classroom):
    for number in range(3):
        classroom.hand_in(f"right{number}", RIGHT)
    classroom.hand_in("blank", {})
    classroom.hand_in("loops", {**RIGHT, "total": "def total(n):\n    return 'wrong'"})
    seen = []
    together = grade(
        classroom.course, "01-demo", on_progress=lambda done, total, _: seen.append((done, total)), workers=2
    )
    alone = grade(classroom.course, "01-demo", workers=1)
    assert [(g.student, g.score, g.status) for g in together.submissions] == [
        (g.student, g.score, g.status) for g in alone.submissions
    ]
    assert {g.student: g.score for g in together.submissions}["right2"] == 7
    assert seen[-1] == (5, 5)
