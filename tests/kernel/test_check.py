"""`certbook lab`, `check`, `hint` and `progress` as a learner types them, on the example course."""

import json
import os
import shutil
import subprocess
import sys

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, fill, make_classroom

pytestmark = pytest.mark.kernel

WRONG = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
SECRET = "fresh_rng(SEED"  # stands in every hidden check, and nowhere else


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def course(built, tmp_path):
    shutil.copytree(built.root, tmp_path / "course")
    return tmp_path / "course"


@pytest.fixture
def certbook(course, tmp_path, monkeypatch):
    """Return a function that types a command; the first one fills the desk of the clone."""
    monkeypatch.setenv("CERTBOOK_CONTENT", str(course))

    def run(*arguments, cwd=tmp_path):
        command = [sys.executable, "-m", "certbook", *map(str, arguments)]
        return subprocess.run(command, cwd=cwd, capture_output=True, text=True, timeout=120, check=False)

    assert run("lab", "--fill-only").returncode == 0
    return run


@pytest.fixture
def notebook(course, certbook):
    return course / "workspace" / ASSIGNMENT / f"{LAB}.ipynb"


def answer(notebook, answers):
    book = fill(nbformat.read(notebook, as_version=4), answers)
    nbformat.write(book, notebook)


def attempts(course):
    return [json.loads(line) for line in (course / ".certbook/attempts.jsonl").read_text().splitlines()]


def test_untouched_wrong_error_and_passed(certbook, course, notebook):
    blank = certbook("check", LAB)
    assert blank.returncode == 1, blank.stderr
    assert blank.stdout.count("not attempted") == 2
    assert "next: begin add-up" in certbook("progress").stdout

    answer(notebook, {**WRONG, "average": "def average(numbers):\n    return 1 / 0"})
    mixed = certbook("check", LAB)
    assert mixed.returncode == 1
    lines = [line.strip() for line in mixed.stdout.splitlines()]
    assert any("total" in line and "0 of 3" not in line and "wrong" in line for line in lines)
    assert any("average" in line and "error" in line for line in lines)
    assert any("ZeroDivisionError" in line for line in lines)
    assert f"hint: certbook hint {LAB} total" in lines
    assert "Task 1" in lines[-1]
    assert SECRET not in mixed.stdout + mixed.stderr
    assert "next: go on with add-up" in certbook("progress").stdout

    answer(notebook, RIGHT)
    passed = certbook("check", LAB)
    assert passed.returncode == 0, passed.stdout
    assert passed.stdout.splitlines()[-1].startswith("7 of 7 points: passed")
    progress = certbook("progress").stdout
    assert progress.isascii()
    assert "everything is passed" in progress
    assert "add-up story: for a person to read" in progress

    log = attempts(course)
    assert [entry["score"] for entry in log] == [0.0, 1.0, 7.0]
    assert log[1]["outcomes"] == {"total": "wrong", "average": "error"}
    assert log[1]["misconceptions"] == {"total": ["add.forgets_last"]}
    assert len(list((course / f".certbook/attempts/{ASSIGNMENT}/{LAB}").glob("*.ipynb"))) == 2


def test_json_is_all_that_is_printed_and_has_the_promised_keys(certbook, notebook):
    answer(notebook, WRONG)
    before = notebook.read_bytes(), notebook.stat().st_mtime_ns
    done = certbook("check", LAB, "--json")
    assert (notebook.read_bytes(), notebook.stat().st_mtime_ns) == before, "the desk's notebook is the learner's"
    report = json.loads(done.stdout)
    assert done.returncode == 1
    assert report["assignment"] == ASSIGNMENT
    (one,) = report["submissions"]
    assert {"student", "notebook", "status", "score", "max_score", "seconds", "message", "bent", "tasks"} <= set(one)
    assert [(task["task"], task["outcome"]) for task in one["tasks"]] == [("total", "wrong"), ("average", "passed")]
    assert SECRET not in done.stdout


def test_an_answer_that_ends_python_costs_its_own_task_alone(certbook, notebook):
    answer(notebook, {**RIGHT, "average": "import os\n\ndef average(numbers):\n    os._exit(0)"})
    done = certbook("check", LAB, "--json")
    assert done.returncode == 1, done.stderr
    (one,) = json.loads(done.stdout)["submissions"]
    assert [(task["outcome"], task["score"]) for task in one["tasks"]] == [("passed", 3.0), ("error", 0.0)]


def test_a_bent_notebook_is_put_right_and_told(certbook, notebook):
    book = fill(nbformat.read(notebook, as_version=4), RIGHT)
    book.cells = [cell for cell in book.cells if cell.metadata.get("nbgrader", {}).get("points") != 1]
    nbformat.write(book, notebook)
    done = certbook("check", LAB)
    assert done.returncode == 0, done.stdout
    assert "cell 'total_type' was deleted: put back" in done.stdout


def test_a_damaged_notebook_is_one_line_and_costs_no_points(certbook, notebook):
    answer(notebook, RIGHT)
    assert certbook("check", LAB).returncode == 0
    notebook.write_text(notebook.read_text()[:500], encoding="utf-8")
    done = certbook("check", LAB)
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert str(notebook) in done.stderr
    assert "--reset add-up" in done.stderr
    assert "passed" in certbook("progress").stdout


def test_a_learners_own_name_is_the_students(certbook, course, notebook):
    answer(notebook, RIGHT)
    certbook("lab", "--fill-only", "--name", "ada")
    assert json.loads(certbook("check", LAB, "--json").stdout)["submissions"][0]["student"] == "ada"
    assert (course / f"submitted/ada/{ASSIGNMENT}/{LAB}.ipynb").is_file()


def test_a_desk_elsewhere_grades_into_its_own_course(certbook, course, tmp_path):
    desk = tmp_path / "mine"
    assert certbook("lab", desk, "--fill-only").returncode == 0
    answer(desk / ASSIGNMENT / f"{LAB}.ipynb", RIGHT)
    assert certbook("check", LAB, cwd=desk / ASSIGNMENT).returncode == 0
    assert (desk / ".certbook/course/gradebook.db").is_file()
    assert not (course / "gradebook.db").exists()
    reached = json.loads(certbook("progress", "--json", "--desk", desk).stdout)
    assert reached["domains"][0]["state"] == "passed"
    assert json.loads(certbook("progress", "--json").stdout)["domains"][0]["state"] == "not begun"


def test_hints_as_they_are_typed(certbook):
    first = certbook("hint", LAB, "2")
    assert "hint 1 of 3" in first.stdout
    assert f"for the next: certbook hint {LAB} average" in first.stdout
    assert json.loads(certbook("hint", LAB, "average", "--json").stdout)["rung"] == 2
    assert "2 of 3 hints opened" in certbook("hint", LAB).stdout
    assert json.loads(certbook("hint", LAB, "--json").stdout)["opened"] == {"total": 0, "average": 2}
    refused = certbook("hint", LAB, "total", "--rung", "3")
    assert (refused.returncode, len(refused.stderr.splitlines())) == (2, 1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        (["check", "nope"], "no lab is called 'nope'; there are: add-up"),
        (["check", LAB, "--desk", "/nowhere"], "/nowhere: not a desk"),
        (["hint", LAB, "nope"], "there are: 1 total, 2 average"),
        (["progress", "--desk", "/nowhere"], "/nowhere: not a desk"),
        (["lab", "--reset", "nope", "--fill-only"], "no lab is called 'nope'"),
        (["lab", "--name", "a/b", "--fill-only"], "cannot be a learner's name"),
    ],
)
def test_what_cannot_be_is_one_line_and_exit_2(certbook, typed, said):
    done = certbook(*typed)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert len(done.stderr.splitlines()) == 1


def test_two_checks_at_once_both_end_well(certbook, course, notebook, tmp_path):
    answer(notebook, RIGHT)
    command = [sys.executable, "-m", "certbook", "check", LAB]
    both = [
        subprocess.Popen(
            command, cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ
        )
        for _ in range(2)
    ]
    outputs = [process.communicate(timeout=120) for process in both]
    assert [process.returncode for process in both] == [0, 0], outputs
    assert len(attempts(course)) == 1  # the second one finds nothing changed since the first
