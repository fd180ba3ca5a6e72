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
from certbook.grading.reading import language_of, read_submission
from certbook.grading.report import NotebookGrade
from certbook.learner.desk import Desk
from certbook.learner.files import one_at_a_time, said_plainly, time_name, write_another, write_whole

_MISCONCEPTION = re.compile(r"\[([a-z]+\.[a-z_]+)\]")
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


def hand_in(desk: Desk, lab: Lab) -> Path:
    """Copy the desk's notebook to `submitted/` and keep what was there, if it differs; return the copy.

    Raises DeskError or SubmissionError in one line where there is no notebook that could be graded.
    """
    notebook = desk.notebook(lab.module, lab.name)
    if not notebook.exists():
        raise DeskError(f"{notebook}: the notebook is missing; put it back: certbook lab --fill-only")
    language = language_of(read_submission(notebook))
    if language not in ("", "python"):
        raise SubmissionError(f"{notebook}: is written for the kernel language '{language}'; choose a Python kernel")
    target = desk.course / "submitted" / desk.student / lab.module / f"{lab.name}.ipynb"
    with said_plainly(notebook):
        data = notebook.read_bytes()
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
    with one_at_a_time(desk.record / "attempts.lock"), said_plainly(log), open(log, "a", encoding="utf-8") as stream:
        stream.write(line)
        stream.flush()
        os.fsync(stream.fileno())
    return attempt


def attempts(desk: Desk) -> tuple[Attempt, ...]:
    """Return all logged attempts, oldest first; damaged lines are copied to a file beside the log and left out."""
    log = desk.record / _LOG
    good, bad = [], []
    with said_plainly(log):
        lines = log.read_text(encoding="utf-8", errors="replace").splitlines() if log.exists() else []
    for line in lines:
        try:
            good.append(Attempt(**json.loads(line)))
        except (ValueError, TypeError):
            bad.append(line)
    if bad:
        _set_aside(desk, good, bad)
    return tuple(good)


def _set_aside(desk: Desk, good: list[Attempt], bad: list[str]) -> None:
    with one_at_a_time(desk.record / "attempts.lock"):
        write_another(desk.record, f"attempts-damaged-{time_name()}", ".jsonl", ("\n".join(bad) + "\n").encode())
        kept = "".join(json.dumps(asdict(attempt), ensure_ascii=False) + "\n" for attempt in good)
        write_whole(desk.record / _LOG, kept.encode())


def _keep_earlier(desk: Desk, lab: Lab, target: Path, data: bytes) -> None:
    if not target.exists():
        return
    with said_plainly(target):
        earlier = target.read_bytes()
    if earlier != data:
        write_another(desk.record / "attempts" / lab.module / lab.name, time_name(), ".ipynb", earlier)
