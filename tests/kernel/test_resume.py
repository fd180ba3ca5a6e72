"""A grading that was broken off goes on where it ended: nothing is lost, doubled or left running."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections import Counter
from pathlib import Path

import pytest
from classroom import ASSIGNMENT, LAB, RIGHT, make_classroom

from certbook.files import locked
from certbook.grading.course import can_isolate
from certbook.grading.pipeline import Way, grade

pytestmark = [
    pytest.mark.kernel,
    pytest.mark.skipif(not can_isolate(), reason="this machine cannot isolate kernels"),
]
STUDENTS = ("ada", "bob", "eve", "flo", "gus", "ida")
HALF = {**RIGHT, "average": "def average(numbers):\n    return float(sum(numbers) // len(numbers))"}
SLOW = {**RIGHT, "story": RIGHT["story"], "total": "import time\ntime.sleep(20)\n" + RIGHT["total"]}

# The command line as it is, on the course in the current folder.
COMMAND = """
from pathlib import Path
from certbook.cli import main
from certbook.content.library import Library
from certbook.content.roots import ContentRoot
Library.open = classmethod(lambda cls: cls(ContentRoot(Path.cwd(), True)))
main()
"""


@pytest.fixture
def classroom(tmp_path):
    classroom = make_classroom(tmp_path / "course")
    for number, student in enumerate(STUDENTS):
        classroom.hand_in(student, RIGHT if number % 2 else HALF)
    return classroom


def run(classroom, **way):
    return grade(classroom.course, ASSIGNMENT, way=Way(**way)).submissions


def anew(submissions):
    """Name those that were graded, not taken from the record."""
    return {one.student for one in submissions if not one.from_record}


def break_off(classroom, after, **way):
    """Interrupt a grading after so many notebooks, as Ctrl-C does; return those that were graded until then."""
    seen = []

    def count(done, total, last):
        seen.append(last.partition("/")[0])
        if len(seen) > after:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        grade(classroom.course, ASSIGNMENT, way=Way(**way), on_progress=count)
    return {student for student in seen if student}


def check_gradebook(classroom):
    """Assert that everybody is in the gradebook once, with the right points."""
    with classroom.course.gradebook() as book:
        handed_in = book.assignment_submissions(ASSIGNMENT)
        assert Counter(one.student.id for one in handed_in) == Counter(STUDENTS)
        points = {one.student.id: sum(grade.auto_score or 0 for grade in one.notebooks[0].grades) for one in handed_in}
    assert points == {student: 7 if number % 2 else 5 for number, student in enumerate(STUDENTS)}


def children(pid):
    try:
        threads = list(Path(f"/proc/{pid}/task").iterdir())
        return [int(child) for thread in threads for child in (thread / "children").read_text().split()]
    except OSError:
        return []


def below(pid):
    """Return all that a process started, and what that started."""
    started = children(pid)
    return [*started, *(other for child in started for other in below(child))]


def wait_for(is_so, seconds=60.0):
    until = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < until, "it did not come about"
        time.sleep(0.05)


@pytest.mark.parametrize("after", [0, 1, 4])
def test_an_interrupted_grading_goes_on_with_the_rest(classroom, after):
    done = break_off(classroom, after)
    submissions = run(classroom)
    assert anew(submissions) == {*STUDENTS} - done
    assert {one.student: one.score for one in submissions} == {s: 7 if n % 2 else 5 for n, s in enumerate(STUDENTS)}
    check_gradebook(classroom)


def test_what_ran_is_over_when_an_interrupted_grading_returns(classroom):
    for student in STUDENTS[2:]:
        classroom.hand_in(student, SLOW)
    others = set(conductors())  # what stands by for other kernels of this process
    began = time.monotonic()
    break_off(classroom, 2)
    assert time.monotonic() - began < 19  # no sleeper was waited for
    wait_for(lambda: not set(conductors()) - others)
    for student in STUDENTS[2:]:
        classroom.hand_in(student, RIGHT if STUDENTS.index(student) % 2 else HALF)
    run(classroom)
    check_gradebook(classroom)


def test_force_grades_again_and_nothing_else_does(classroom):
    run(classroom)
    assert anew(run(classroom)) == set()
    assert anew(run(classroom, resume=True)) == set()
    assert anew(run(classroom, force=True)) == {*STUDENTS}
    check_gradebook(classroom)


def test_a_forced_grading_that_was_interrupted_is_resumed(classroom):
    run(classroom)
    done = break_off(classroom, 3, force=True)
    more = break_off(classroom, 1, resume=True)  # and once more
    assert anew(run(classroom)) == set(), "without --resume all that holds is taken, and the open run stays open"
    assert anew(run(classroom, force=True, resume=True)) == {*STUDENTS} - done - more
    assert anew(run(classroom, resume=True)) == set(), "it came to its end"
    check_gradebook(classroom)


def test_a_forced_grading_without_resume_begins_again(classroom):
    break_off(classroom, 3, force=True)
    assert anew(run(classroom, force=True)) == {*STUDENTS}


def change_submission(classroom):
    classroom.hand_in("bob", RIGHT, lambda notebook: notebook.cells[0].update(source="changed"))
    return {"bob"}


def add_file(classroom):
    (classroom.folder("eve") / "data.csv").write_text("1", encoding="utf-8")
    return {"eve"}


def change_source(classroom):
    lab = classroom.root / "modules" / ASSIGNMENT / "labs" / f"{LAB}.py"
    lab.write_text(lab.read_text(encoding="utf-8").replace("Numbers come in", "Numbers go in"), encoding="utf-8")
    classroom.rebuild()
    return {*STUDENTS}


def delete_gradebook(classroom):
    (classroom.root / "gradebook.db").unlink()
    return {*STUDENTS}


def delete_graded(classroom):
    (classroom.root / "autograded" / "flo" / ASSIGNMENT / f"{LAB}.ipynb").unlink()
    return {"flo"}


def tear_record(classroom):
    (classroom.course.private / "graded" / ASSIGNMENT / "gus" / f"{LAB}.json").write_text('{"version": 3, "ru', "utf-8")
    return {"gus"}


@pytest.mark.parametrize(
    "change", [change_submission, add_file, change_source, delete_gradebook, delete_graded, tear_record]
)
def test_what_changed_is_graded_again_and_nothing_else(classroom, change):
    run(classroom)
    changed = change(classroom)
    assert anew(run(classroom)) == changed
    assert anew(run(classroom)) == set()
    check_gradebook(classroom)


def start_command(classroom):
    return subprocess.Popen(
        [sys.executable, "-c", COMMAND, "grade", "demo", "--workers", "2"],
        cwd=classroom.root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def records(classroom):
    return {path.parent.name for path in (classroom.course.private / "graded" / ASSIGNMENT).glob("*/*.json")}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_a_command_that_is_ended_leaves_no_process_and_loses_nothing(classroom, number):
    for student in STUDENTS[2:]:
        classroom.hand_in(student, SLOW)
    command = start_command(classroom)
    wait_for(lambda: len(records(classroom)) >= 2 and len(below(command.pid)) > 3)
    done, started = records(classroom), below(command.pid)

    command.send_signal(number)
    _, said = command.communicate(timeout=60)

    assert command.returncode == (130 if number == signal.SIGINT else -number)
    assert "Traceback" not in said
    wait_for(lambda: not any(Path(f"/proc/{pid}").exists() for pid in started), 60)
    for student in STUDENTS[2:]:
        classroom.hand_in(student, RIGHT if STUDENTS.index(student) % 2 else HALF)
    assert anew(run(classroom)) == {*STUDENTS} - done
    check_gradebook(classroom)


def test_a_conductor_that_is_killed_costs_its_notebook_nothing(classroom):
    classroom.hand_in("ada", {**HALF, "total": "import time\ntime.sleep(2)\n" + RIGHT["total"]})
    killed = []

    def kill_the_first(done, total, last):
        """Kill what leads a notebook, from a thread that waits until there is one."""
        if not last:
            threading.Thread(target=kill, daemon=True).start()

    def kill():
        wait_for(conductors, 30)
        for pid in conductors():
            os.kill(pid, signal.SIGKILL)
            killed.append(pid)

    report = grade(classroom.course, ASSIGNMENT, way=Way(workers=2), on_progress=kill_the_first)
    assert killed
    assert {one.status for one in report.submissions} == {"graded"}
    check_gradebook(classroom)


def conductors():
    """Return the processes that lead notebooks: what this process's warm parents forked."""
    return [child for warm in children(os.getpid()) if is_warm(warm) for child in children(warm)]


def is_warm(pid):
    try:
        return b"certbook.kernels.forkserver" in Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return False


def test_a_second_grading_waits_for_the_first(classroom):
    lock = classroom.course.private / "graded" / f"{ASSIGNMENT}.lock"
    told, reports = [], []
    second = threading.Thread(
        target=lambda: reports.append(
            grade(classroom.course, ASSIGNMENT, on_progress=lambda _done, _total, what: told.append(what))
        )
    )
    with locked(lock):
        second.start()
        until = time.monotonic() + 60
        while not told and time.monotonic() < until:
            time.sleep(0.05)
        assert told
        assert set(told) == {f"waiting: {ASSIGNMENT} is being graded already"}
        assert not reports
    second.join()
    assert anew(reports[0].submissions) == set(STUDENTS)
