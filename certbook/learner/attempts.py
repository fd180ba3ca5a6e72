"""A learner's attempts: a snapshot of the notebook for the grader, every earlier one kept, and a log of results."""

from __future__ import annotations

import json
import os
import re
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path

from certbook.content.lab import Lab
from certbook.errors import DeskError, SubmissionError
from certbook.grading.course import Course
from certbook.grading.reading import language_of, read_submission
from certbook.grading.report import NotebookGrade
from certbook.grading.staging import prepare_submission
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time, read_if_there, said_plainly, time_name, write_another, write_whole

# `explain` puts a misconception's id at the end of a line, in square brackets.
_MISCONCEPTION = re.compile(r"\[([a-z0-9_]+\.[a-z0-9_]+)\]\s*$", re.MULTILINE)
_LOG = "attempts.jsonl"


@dataclass(frozen=True)
class Attempt:
    """One checked attempt at a lab: points, and by task its outcome and the misconceptions that its message names."""

    time: str
    lab: str
    score: float
    max_score: float
    outcomes: dict[str, str]
    misconceptions: dict[str, list[str]]


def hand_in(desk: Desk, course: Course, lab: Lab) -> Path:
    """Copy the desk's notebook to `submitted/` and keep what was there, if it differs; return the copy.

    Raises DeskError or SubmissionError in one line where there is no notebook of this lab that could be graded; then
    nothing was written, and the grade that there is stays.
    """
    notebook = desk.notebook(lab.module, lab.name)
    if not notebook.exists():
        raise DeskError(f"{notebook}: the notebook is missing; put it back: certbook lab --fill-only")
    _refuse_unfit(notebook, course, lab)
    target = course.submitted / desk.student / lab.module / f"{lab.name}.ipynb"
    with said_plainly(notebook):
        data = notebook.read_bytes()
    if read_if_there(target) == data and target.with_name("timestamp.txt").exists():
        return target  # the same again is the same attempt, at its own time
    _keep_earlier(desk, lab, target, data)
    write_whole(target, data)
    stamp = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S.%f UTC")  # the form that nbgrader reads
    write_whole(target.with_name("timestamp.txt"), stamp.encode())
    return target


def record(desk: Desk, grade: NotebookGrade) -> Attempt:
    """Append a graded attempt to the log, one JSON line; an attempt that could not be graded is not one."""
    attempt = Attempt(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        lab=grade.notebook,
        score=grade.score,
        max_score=grade.max_score,
        outcomes={task.task: task.outcome for task in grade.tasks},
        misconceptions={task.task: found for task in grade.tasks if (found := _MISCONCEPTION.findall(task.message))},
    )
    line = json.dumps(asdict(attempt), ensure_ascii=False) + "\n"
    log = desk.record / _LOG
    with one_at_a_time(desk.record / "attempts.lock"):
        unfinished = not (read_if_there(log) or b"\n").endswith(b"\n")  # a line that a crash cut off keeps to itself
        with said_plainly(log), open(log, "a", encoding="utf-8") as stream:
            stream.write("\n" + line if unfinished else line)
            stream.flush()
            os.fsync(stream.fileno())
    return attempt


def attempts(desk: Desk) -> tuple[Attempt, ...]:
    """Return all logged attempts, oldest first; damaged lines are copied to a file beside the log and left out."""
    log = desk.record / _LOG
    if not log.exists():
        return ()
    with one_at_a_time(desk.record / "attempts.lock"):
        lines = [line for line in (read_if_there(log) or b"").splitlines(keepends=True) if line.strip()]
        read = [_attempt(line) for line in lines]
        damaged = [line for line, attempt in zip(lines, read, strict=True) if attempt is None]
        if damaged:
            write_another(desk.record, f"attempts-damaged-{time_name()}", ".jsonl", b"".join(damaged))
            write_whole(log, b"".join(line for line in lines if line not in damaged))
    return tuple(attempt for attempt in read if attempt is not None)


def _attempt(line: bytes) -> Attempt | None:
    try:
        return Attempt(**json.loads(line))
    except (ValueError, TypeError):
        return None


def _refuse_unfit(notebook: Path, course: Course, lab: Lab) -> None:
    source = course.notebooks(lab.module).get(lab.name)
    if source is None:
        raise DeskError(f"{course.source / lab.module}: '{lab.name}' is not built; run: certbook build")
    try:
        submission = read_submission(notebook)
        prepare_submission(notebook, source, str(notebook))
    except SubmissionError as error:
        # The grader speaks to those who hand in; at one's own desk the way out is another.
        problem = str(error).split(";")[0]
        again = f"certbook lab --fill-only --reset {lab.name}"
        raise SubmissionError(f"{problem}; save it in JupyterLab, or begin anew (yours is kept): {again}") from None
    language = language_of(submission)
    if language and not language.startswith(("python", "ipython")):
        raise SubmissionError(f"{notebook}: is saved with a kernel for '{language}'; choose Python 3 and save it")


def _keep_earlier(desk: Desk, lab: Lab, target: Path, data: bytes) -> None:
    if not target.exists():
        return
    with said_plainly(target):
        earlier = target.read_bytes()
    if earlier != data:
        write_another(desk.record / "attempts" / lab.module / lab.name, time_name(), ".ipynb", earlier)
