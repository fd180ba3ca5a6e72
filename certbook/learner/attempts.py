"""A learner's attempts: a snapshot of the notebook for the grader, every earlier one kept, and a log of results."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass, field, fields
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from certbook.content.lab import Lab
from certbook.errors import DeskError, SubmissionError
from certbook.grading.course import Course
from certbook.grading.reading import language_of, read_submission
from certbook.grading.report import NotebookGrade
from certbook.grading.staging import prepare_submission
from certbook.learner.desk import Desk
from certbook.learner.files import read_if_there, said_plainly, time_name, write_another, write_whole
from certbook.learner.journal import Journal

# `explain` puts a misconception's id at the end of a line, in square brackets.
_MISCONCEPTION = re.compile(r"\[([a-z0-9_]+\.[a-z0-9_]+)\]\s*$", re.MULTILINE)
_LOG = "attempts.jsonl"


@dataclass(frozen=True)
class Attempt:
    """One checked attempt at a lab: points, and by task its outcome and the misconceptions that its message names.

    `points` are those of each task, `answers` fingerprints of what its answer cell said; older lines have neither.
    """

    time: str
    lab: str
    score: float
    max_score: float
    outcomes: dict[str, str]
    misconceptions: dict[str, list[str]]
    points: dict[str, float] = field(default_factory=dict)
    answers: dict[str, str] = field(default_factory=dict)

    @property
    def when(self) -> datetime:
        """The time as a value, in UTC."""
        when = datetime.fromisoformat(self.time)
        return when if when.tzinfo is not None else when.replace(tzinfo=UTC)


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


def record(desk: Desk, grade: NotebookGrade, copy: Path | None = None) -> Attempt:
    """Append a graded attempt to the log, one JSON line; an attempt that could not be graded is not one.

    Args:
        desk: whose log it is.
        grade: what the checks found.
        copy: the notebook that was graded; without it the log does not know which answers were changed since.
    """
    attempt = Attempt(
        time=datetime.now(UTC).isoformat(timespec="seconds"),
        lab=grade.notebook,
        score=grade.score,
        max_score=grade.max_score,
        outcomes={task.task: task.outcome for task in grade.tasks},
        misconceptions={task.task: found for task in grade.tasks if (found := misconceptions_in(task.message))},
        points={task.task: task.score for task in grade.tasks},
        answers=_answers(copy, {task.task for task in grade.tasks}) if copy is not None else {},
    )
    journal_of(desk).append(json.dumps(asdict(attempt), ensure_ascii=False))
    return attempt


def misconceptions_in(message: str) -> list[str]:
    """Return the ids of the misconceptions that a check's message names."""
    return _MISCONCEPTION.findall(message)


def attempts(desk: Desk) -> tuple[Attempt, ...]:
    """Return all logged attempts, oldest first; damaged lines are copied to a file beside the log and left out."""
    return journal_of(desk).entries()


def journal_of(desk: Desk) -> Journal[Attempt]:
    """Return the log of a desk's attempts, the same one for all who ask in this process."""
    return _journal(desk.record / _LOG)


@cache
def _journal(file: Path) -> Journal[Attempt]:
    return Journal(file, _attempt)


def _attempt(line: bytes) -> Attempt | None:
    """Return the attempt of a line, None where it is damaged; keys of a newer certbook are left out."""
    try:
        value = json.loads(line)
        attempt = Attempt(**{name: value[name] for name in _FIELDS if name in value})
        return attempt if attempt.when and _is_sound(attempt) else None
    except (ValueError, TypeError, AttributeError):
        return None


_FIELDS = [one.name for one in fields(Attempt)]


def _is_sound(attempt: Attempt) -> bool:
    by_task = (attempt.outcomes, attempt.misconceptions, attempt.points, attempt.answers)
    return (
        isinstance(attempt.lab, str)
        and isinstance(attempt.score, (int, float))
        and isinstance(attempt.max_score, (int, float))
        and all(isinstance(one, dict) for one in by_task)
        and all(isinstance(one, list) for one in attempt.misconceptions.values())
        and all(isinstance(one, (int, float)) for one in attempt.points.values())
    )


def _answers(copy: Path, tasks: set[str]) -> dict[str, str]:
    """Return a fingerprint of each task's answer, as far as its cell still has its name."""
    named = {str(cell.metadata.get("nbgrader", {}).get("grade_id")): cell for cell in read_submission(copy).cells}
    return {
        task: hashlib.sha256(named[task].source.strip().encode("utf-8", "replace")).hexdigest()[:12]
        for task in sorted(tasks & set(named))
    }


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
