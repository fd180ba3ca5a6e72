"""`check()`, `hint()`, `progress()` and `%certbook` in real kernels, and inside the grader itself."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.request import Request, urlopen

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, fill, make_classroom
from jupyter_client import BlockingKernelClient
from lab_server import running_lab
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from certbook.content.library import Library
from certbook.content.roots import ContentRoot
from certbook.grading.pipeline import Way, grade
from certbook.learner.attempts import attempts
from certbook.learner.desk import make_desk
from certbook.learner.filling import fill as fill_desk
from certbook.learner.hints import opened_rungs

pytestmark = pytest.mark.kernel

WRONG = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
CALLS = "from certbook import check, hint, progress\n"
CELL_TIMEOUT = 120


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    return make_classroom(tmp_path_factory.mktemp("course") / "course")


@pytest.fixture
def classroom(built, tmp_path, monkeypatch):
    shutil.copytree(built.root, tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_CONTENT", str(tmp_path / "course"))
    return type(built)(tmp_path / "course")


@pytest.fixture
def desk(classroom):
    content = ContentRoot(classroom.root, is_clone=True)
    desk = make_desk(content)
    fill_desk(desk, content)
    return desk


@pytest.fixture
def notebook(desk):
    return desk.notebook(ASSIGNMENT, LAB)


def answer(notebook, answers):
    nbformat.write(fill(nbformat.read(notebook, as_version=4), answers), notebook)


def run(folder, *sources, session=None, monkeypatch=None):
    """Run cells in a kernel as a client starts one for a notebook in that folder; return their outputs."""
    if session is not None:
        monkeypatch.setenv("JPY_SESSION_NAME", str(session))
    book = new_notebook(cells=[new_code_cell(source) for source in sources])
    NotebookClient(book, timeout=CELL_TIMEOUT, resources={"metadata": {"path": str(folder)}}).execute()
    return [cell.outputs for cell in book.cells]


def result(outputs):
    """Return the text and the HTML of a cell that said nothing but its value."""
    assert [output.output_type for output in outputs] == ["execute_result"], outputs
    return outputs[0].data["text/plain"], outputs[0].data["text/html"]


def test_check_finds_its_notebook_by_the_session_and_shows_the_first_failure_open(desk, notebook, monkeypatch):
    answer(notebook, WRONG)
    elsewhere = notebook.parents[2]
    (outputs,) = run(elsewhere, CALLS + "check()", session=notebook, monkeypatch=monkeypatch)
    text, html = result(outputs)
    lines = text.splitlines()
    assert lines[0] == "Add up: 5 of 7 points, 1 of 2 tasks passed"
    assert f"graded: {ASSIGNMENT}/{LAB}.ipynb, saved at " in lines[1]
    assert "not saved since you wrote this cell" in lines[2]
    assert lines[3].startswith("✗ Task 1")
    assert lines[-1] == "Next: mend task 1 (total), save the notebook, then check()"
    assert html.count("<details") == 1
    assert html.index("<details") < html.index(" open>") < html.index("Task 1")
    assert attempts(desk)[-1].outcomes == {"total": "wrong", "average": "passed"}


def test_check_hint_and_progress_in_one_notebook(desk, notebook):
    answer(notebook, WRONG)
    cells = run(notebook.parent, CALLS, "check()", "hint()", 'hint("average")', "progress()", "print(check())")
    assert "Task 1 — the sum: hint 1 of 3" in result(cells[2])[0]
    assert "Task 2 — the average: hint 1 of 3" in result(cells[3])[0]
    assert opened_rungs(desk, Library.open().find_lab(LAB)) == {"total": 1, "average": 1}
    assert "Add up: 5 of 7 points, in progress" in result(cells[4])[0]
    assert "5 of 7 points" in cells[5][0].text
    assert len(attempts(desk)) == 1, "a second check of the same file is the same attempt"


def test_an_answer_that_was_run_but_not_saved_is_told(notebook):
    answer(notebook, WRONG)
    cells = run(notebook.parent, RIGHT["total"], CALLS + "check()")
    text, _ = result(cells[1])
    assert "not what you last ran: task 1 (total). If you changed it since, save the notebook" in text
    assert "5 of 7 points" in text, "the file is what is graded"


def test_a_saved_notebook_is_not_accused(notebook):
    answer(notebook, RIGHT)
    book = nbformat.read(notebook, as_version=4)
    book.cells.append(new_code_cell(CALLS + "check()"))
    nbformat.write(book, notebook)
    text, _ = result(run(notebook.parent, RIGHT["total"], CALLS + "check()")[1])
    assert "7 of 7 points, passed" in text
    assert "not saved" not in text
    assert "not what you last ran" not in text


def test_the_magic_does_the_same(notebook):
    answer(notebook, RIGHT)
    typed = ("check", f"check {LAB}", "hint 2", "progress", "", "nope", "check a b")
    cells = run(notebook.parent, "%load_ext certbook", *(f"%certbook {words}" for words in typed))
    said = [result(outputs)[0] for outputs in cells[1:]]
    assert said[0].startswith("Add up: 7 of 7 points, passed")
    assert said[1].splitlines()[0] == said[0].splitlines()[0]
    assert "Task 2 — the average: hint 1 of 3" in said[2]
    assert "Next: nothing is left" in said[3]
    assert all(line.startswith("type %certbook check [LAB]") for line in said[4:])


def test_what_cannot_be_is_one_line_and_no_exception(desk, notebook, tmp_path, monkeypatch):
    copy = notebook.with_name("add-up-Copy1.ipynb")
    shutil.copy(notebook, copy)
    (outputs,) = run(notebook.parent, CALLS + "check()", session=copy, monkeypatch=monkeypatch)
    assert result(outputs)[0].startswith("certbook: add-up-Copy1.ipynb is no lab; what is graded are")
    monkeypatch.delenv("JPY_SESSION_NAME")
    notebook.write_text("{")
    cells = run(notebook.parent, CALLS + "check()", 'check("nope")', 'hint("nope")')
    assert str(notebook) in result(cells[0])[0]
    assert "no lab is called 'nope'" in result(cells[1])[0]
    assert "there are: 1 total, 2 average" in result(cells[2])[0]
    assert all(len(result(outputs)[0].splitlines()) == 1 for outputs in cells)


@pytest.mark.parametrize("kernel", ["python3", "certbook"])
def test_a_session_of_jupyterlab_says_which_notebook_calls(desk, notebook, kernel):
    answer(notebook, WRONG)
    with running_lab(desk.path) as server:
        session = {"path": f"{ASSIGNMENT}/{LAB}.ipynb", "name": f"{LAB}.ipynb", "type": "notebook"}
        body = json.dumps({**session, "kernel": {"name": kernel}}).encode()
        request = Request(f"{server.base}/api/sessions", body, {"Authorization": f"token {server.token}"})
        with urlopen(request, timeout=60) as reply:
            kernel_id = json.load(reply)["kernel"]["id"]
        (file,) = Path(os.environ["JUPYTER_RUNTIME_DIR"]).glob(f"kernel-{kernel_id}.json")
        client = BlockingKernelClient(connection_file=str(file))
        client.load_connection_file()
        client.start_channels()
        try:
            client.wait_for_ready(timeout=60)
            outputs = []
            source = f"import os; os.chdir('/')\n{CALLS}check()"
            client.execute_interactive(source, output_hook=outputs.append, timeout=CELL_TIMEOUT)
        finally:
            client.stop_channels()
    (value,) = [message["content"]["data"] for message in outputs if message["msg_type"] == "execute_result"]
    assert value["text/plain"].startswith("Add up: 5 of 7 points, 1 of 2 tasks passed")
    assert [message["msg_type"] for message in outputs if message["msg_type"] in ("stream", "error")] == []


def test_a_terminal_python_shows_plain_text(notebook):
    answer(notebook, RIGHT)
    done = subprocess.run(
        [sys.executable, "-c", CALLS + "print(check())"],
        cwd=notebook.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.startswith("Add up: 7 of 7 points, passed")
    assert "<" not in done.stdout


CALLING = {
    **RIGHT,
    "total": CALLS + "print(check(), hint(), progress(), sep='\\n')\n" + RIGHT["total"],
    "average": "%load_ext certbook\n%certbook check\n" + RIGHT["average"],
}


@pytest.mark.parametrize("isolated", [True, False])
def test_calls_in_a_submission_cost_nothing_and_grade_nothing(classroom, desk, isolated, monkeypatch):
    if not isolated:
        monkeypatch.setattr("certbook.grading.pipeline.can_isolate", lambda: False)
    # What a kernel of the learner has in its environment when it grades: the grader's kernels inherit it.
    monkeypatch.setenv("JPY_SESSION_NAME", str(desk.notebook(ASSIGNMENT, LAB)))
    classroom.hand_in("ada", CALLING)
    (one,) = grade(classroom.course, ASSIGNMENT, ["ada"], way=Way(workers=1, weaker=True)).submissions
    assert (one.status, one.score) == ("graded", 7), one.message
    graded = (classroom.course.autograded / "ada" / ASSIGNMENT / f"{LAB}.ipynb").read_text()
    assert "check() does nothing while a notebook is being graded" in graded
    assert not attempts(desk)
    assert opened_rungs(desk, Library.open().find_lab(LAB)) == {"total": 0, "average": 0}


def test_check_of_a_notebook_that_checks_itself_ends(notebook):
    answer(notebook, CALLING)
    text, _ = result(run(notebook.parent, CALLS + "check()")[0])
    assert "7 of 7 points, passed" in text


def test_importing_the_package_imports_nothing_heavy():
    code = "import sys, json, certbook; print(json.dumps(sorted(m for m in sys.modules if m.startswith('certbook'))))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert json.loads(done.stdout) == ["certbook"]
    code = "import sys; from certbook import check; print({'numpy', 'nbformat', 'IPython', 'rich'} & {*sys.modules})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == "set()"
