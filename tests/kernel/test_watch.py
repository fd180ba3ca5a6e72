"""`certbook watch` on a real terminal, and without one."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
import time

import nbformat
import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, fill, make_classroom

from certbook.content.roots import ContentRoot
from certbook.learner.attempts import attempts
from certbook.learner.desk import make_desk
from certbook.learner.filling import fill as fill_desk

terminal = pytest.importorskip("terminal", reason="a pty is needed", exc_type=ImportError)
on_terminal = terminal.on_terminal

pytestmark = pytest.mark.kernel

WRONG = {**RIGHT, "total": "def total(numbers):\n    return sum(numbers[:-1])"}
BUSY = ("getting the notebook ready …", "running task", "checking task", "Checking …")
SECOND = "gone-on"  # another lab of the same text, to go on with


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("course") / "course"
    classroom = make_classroom(root)
    module = root / "modules" / ASSIGNMENT
    shutil.copy(module / "labs" / f"{LAB}.py", module / "labs" / f"{SECOND}.py")
    shutil.copytree(module / "answers" / LAB, module / "answers" / SECOND)
    facts = module / "module.yml"
    text = facts.read_text()
    listed = f"labs: [{LAB}]"
    assert listed in text
    facts.write_text(text.replace(listed, f"labs: [{LAB}, {SECOND}]"))
    classroom.rebuild()
    return root


@pytest.fixture
def desk(built, tmp_path, monkeypatch):
    shutil.copytree(built, tmp_path / "course")
    monkeypatch.setenv("CERTBOOK_CONTENT", str(tmp_path / "course"))
    content = ContentRoot(tmp_path / "course", is_clone=True)
    desk = make_desk(content)
    fill_desk(desk, content)
    return desk


@pytest.fixture
def notebook(desk):
    return desk.notebook(ASSIGNMENT, LAB)


def save(notebook, answers):
    """Save as JupyterLab does: in place."""
    book = fill(nbformat.read(notebook, as_version=4), answers)
    notebook.write_text(nbformat.writes(book), encoding="utf-8")


def test_a_learners_way_from_wrong_to_the_next_lab(desk, notebook):
    save(notebook, WRONG)
    with on_terminal("watch", cwd=desk.path) as shown:
        screen = shown.wait_for("Next: mend Task 1", without=BUSY)
        lines = screen.splitlines()
        assert lines[0] == f"Add up ({LAB})"
        assert lines[1].startswith(f"{ASSIGNMENT}/{LAB}.ipynb  saved at ")
        assert "5 of 7 points · 1 of 2 tasks passed" in screen
        assert "✗ Task 1 — the sum: wrong, 1 of 3" in screen
        assert "add.forgets_last" in screen
        assert "Task 2" not in screen, "the first failure alone, until all are asked for"

        shown.press("h")
        assert "hint 2" not in shown.wait_for("hint 1 of 3", "h hint (1 of 3 shown)")
        shown.press("hhh")
        shown.wait_for("hint 3 of 3", "there are no more")
        shown.press("l")
        shown.wait_for("✓ Task 2 — the average: passed, 4 of 4", "In your own words: written")
        shown.press("n\x1b[A")
        shown.wait_for("The next lab comes when this one is passed.")

        save(notebook, RIGHT)
        screen = shown.wait_for("7 of 7 points", f"Passed. Next: n takes you to {SECOND}", without=BUSY)
        assert "h hint" not in screen
        assert f"Add up ({LAB})" in shown.settle(1.0), "nothing moves on by itself"
        shown.press("n")
        shown.wait_for(f"Add up ({SECOND})", "not attempted", "Next: write Task 1", without=BUSY)
        shown.press("q")
        assert shown.end() == 0
        assert shown.is_as_found
    assert [(one.lab, one.score) for one in attempts(desk)] == [(LAB, 5), (LAB, 7), (SECOND, 0)]


def test_the_step_that_a_check_is_at_is_shown(desk, notebook):
    save(notebook, {**RIGHT, "average": f"import time\ntime.sleep(2)\n{RIGHT['average']}"})
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("running task 2 of 2: the average …")
        shown.wait_for("7 of 7 points", without=BUSY)


def test_a_save_is_checked_once_and_outputs_alone_are_no_save(desk, notebook):
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("not attempted", without=BUSY)
        save(notebook, WRONG)
        shown.wait_for("wrong, 1 of 3", without=BUSY)
        book = nbformat.read(notebook, as_version=4)
        book.metadata["language_info"]["version"] = "3.99"
        book.cells[-2].execution_count = 99
        notebook.write_text(nbformat.writes(book), encoding="utf-8")
        assert "checking" not in shown.settle(2.0)
        shown.press("r")
        shown.wait_for("wrong, 1 of 3", without=BUSY)
    assert [one.score for one in attempts(desk)][:2] == [0, 5]


def test_a_half_written_save_is_waited_for_and_a_damaged_one_told(desk, notebook):
    save(notebook, WRONG)
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("wrong, 1 of 3", without=BUSY)
        book = nbformat.writes(fill(nbformat.read(notebook, as_version=4), RIGHT))
        with open(notebook, "w", encoding="utf-8") as stream:
            stream.write(book[:700])
            stream.flush()
            assert "wrong, 1 of 3" in shown.settle(1.5), "half a notebook is no reason to say anything"
            stream.write(book[700:])
        shown.wait_for("7 of 7 points", without=BUSY)

        notebook.write_text(book[:700], encoding="utf-8")
        shown.wait_for("Next: put that right and save the notebook", "--reset", without=BUSY)
        notebook.unlink()
        shown.wait_for("--fill-only", "not there", without=BUSY)
        notebook.write_text(book, encoding="utf-8")
        shown.wait_for("7 of 7 points", "Passed", without=(*BUSY, "put that right"))


def test_a_save_while_a_check_hangs_gives_that_check_up(desk, notebook):
    save(notebook, {**RIGHT, "total": "while True:\n    pass\n" + RIGHT["total"]})
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("Checking …")
        shown.settle(3.0)
        save(notebook, RIGHT)
        began = time.monotonic()
        shown.wait_for("7 of 7 points", without=BUSY, seconds=40)
        assert time.monotonic() - began < 25, "a cell has 60 s before it is ended"
    assert [one.score for one in attempts(desk)] == [7]


@pytest.mark.parametrize("how", ["ctrl-c", "terminate"])
def test_the_terminal_is_sane_however_it_ends(desk, notebook, how):
    save(notebook, {**RIGHT, "total": "while True:\n    pass\n" + RIGHT["total"]})
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("running task 1 of 2: the sum …")
        assert not shown.is_as_found
        if how == "ctrl-c":
            shown.press("\x03")
        else:
            shown.process.send_signal(signal.SIGTERM)
        assert shown.end() == {"ctrl-c": 130, "terminate": 143}[how]
        assert shown.is_as_found
        assert "Traceback" not in shown.everything
    assert not attempts(desk)


def test_suspended_and_resumed_the_terminal_is_handed_back_and_taken_again(desk, notebook):
    save(notebook, WRONG)
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("wrong, 1 of 3", without=BUSY)
        # A session leader without a shell above it is not stopped by Ctrl-Z; the signal's own handling is what counts.
        shown.process.send_signal(signal.SIGTSTP)
        shown.settle(0.5)
        shown.process.send_signal(signal.SIGCONT)
        shown.settle(0.5)
        assert not shown.is_as_found
        shown.press("h")
        shown.wait_for("hint 1 of 3")
        shown.press("q")
        assert shown.end() == 0
        assert shown.is_as_found


def test_quitting_at_once_leaves_no_word_of_what_was_under_way(desk, notebook):
    save(notebook, RIGHT)
    with on_terminal("watch", LAB, cwd=desk.path) as shown:
        shown.wait_for("7 of 7 points", without=BUSY)
        shown.press("q")
        assert shown.end() == 0
    with on_terminal("watch", LAB, cwd=desk.path) as shown:  # from the record, and a warm process is being started
        shown.wait_for("7 of 7 points", without=BUSY)
        shown.press("q")
        assert shown.end() == 0
        assert "Traceback" not in shown.everything


def test_a_narrow_terminal_keeps_the_action_in_sight_and_a_learners_value_cannot_steer_it(desk, notebook):
    steering = "def total(numbers):\n    return '\\x1b[2J\\x1b]0;owned\\x07'"
    save(notebook, {**RIGHT, "total": steering})
    with on_terminal("watch", LAB, cwd=desk.path, rows=10, columns=40) as shown:
        screen = shown.wait_for("Next: mend Task 1", "q quit", without=BUSY)
        assert max(map(len, screen.splitlines())) <= 40
        assert "owned\x07" not in shown.everything


def test_without_a_terminal_it_prints_plainly_and_reads_lines(desk, notebook):
    save(notebook, WRONG)
    process, said = piped(desk)
    try:
        wait_for(said, "Next: mend Task 1")
        process.stdin.write("h\n")
        process.stdin.flush()
        wait_for(said, "hint 1 of 3")
        save(notebook, RIGHT)
        wait_for(said, "7 of 7 points")
        process.stdin.write("quit\n")
        process.stdin.flush()
        assert process.wait(timeout=30) == 0
    finally:
        process.kill()
    assert "\x1b" not in "".join(said)
    assert "".join(said).count("5 of 7 points") == 2, "printed when something is new: the result, then the hint"


def test_where_input_has_ended_it_goes_on_until_it_is_interrupted(desk, notebook):
    save(notebook, WRONG)
    process, said = piped(desk)
    try:
        process.stdin.close()
        wait_for(said, "Next: mend Task 1")
        save(notebook, RIGHT)
        wait_for(said, "7 of 7 points")
        process.send_signal(signal.SIGINT)
        assert process.wait(timeout=30) == 130
    finally:
        process.kill()


def test_what_cannot_be_watched_is_one_line(desk, tmp_path):
    for typed, wanted in ((["nope"], "no lab is called 'nope'"), (["--desk", "/nowhere"], "/nowhere: not a desk")):
        done = subprocess.run(
            [sys.executable, "-m", "certbook", "watch", *typed],
            cwd=tmp_path, capture_output=True, text=True, timeout=60, check=False, stdin=subprocess.DEVNULL,
        )  # fmt: skip
        assert (done.returncode, done.stdout, len(done.stderr.splitlines())) == (2, "", 1)
        assert wanted in done.stderr


def piped(desk):
    """Start a watch without a terminal; return it and the list that its output grows in."""
    process = subprocess.Popen(
        [sys.executable, "-m", "certbook", "watch", LAB],
        cwd=desk.path,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "PYTHONUNBUFFERED": "1", "COLUMNS": "100"},
    )
    said = []
    threading.Thread(target=lambda: said.extend(iter(process.stdout.readline, "")), daemon=True).start()
    return process, said


def wait_for(said, wanted, seconds=60.0):
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if wanted in "".join(said):
            return
        time.sleep(0.05)
    raise AssertionError(f"waited for {wanted!r}; said: {json.dumps(said)}")
