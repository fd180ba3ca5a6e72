"""Points from the runner's record: what did not provably pass scores nothing, and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from nbformat import NotebookNode

from certbook.kernels.record import CellRecord, not_run

# Where a SyntaxError says that it happened: a file that the learner never named.
_OWN_PLACE = re.compile(r"\s*\((?:<[^>]*>|[^()\s]+), line \d+\)$")

Outcome = Literal["passed", "wrong", "error", "not attempted"]


@dataclass(frozen=True)
class CheckScore:
    """What one check cell gave."""

    check: str
    task: str
    score: float
    max_score: float
    hidden: bool
    outcome: Outcome
    message: str


@dataclass(frozen=True)
class TaskScore:
    """What one task gave; the message is that of its first check that did not pass."""

    task: str
    score: float
    max_score: float
    outcome: Outcome
    message: str
    checks: tuple[CheckScore, ...]

    @property
    def failed_check(self) -> str:
        """The check that the message is of, where the learner's notebook has it."""
        failed = next((check for check in self.checks if check.outcome != "passed"), None)
        return failed.check if failed is not None and not failed.hidden else ""


def score_notebook(notebook: NotebookNode, records: Iterable[CellRecord]) -> tuple[TaskScore, ...]:
    """Score a graded notebook (one that was rebuilt from its source) by its cells' records.

    A check gives its points where its cell ran to its end without an error; where its last expression was a number,
    it gives that number if it lies between zero and the points, else nothing. Without a record it gives nothing.
    """
    by_id = {record.id: record for record in records}
    answers = _failed_answers(notebook, by_id)
    tampered = bool(notebook.metadata.get("certbook", {}).get("tampered"))
    checks = [
        _held_back(cell) if tampered else _score_check(cell, by_id.get(cell["id"], not_run(cell["id"])), answers)
        for cell in notebook.cells
        if is_automatic(cell)
    ]
    tasks = list(dict.fromkeys(check.task for check in checks))
    return tuple(_score_task(task, [check for check in checks if check.task == task]) for task in tasks)


def is_automatic(cell: NotebookNode) -> bool:
    """Whether a cell is graded by running it, that is, graded and not written by the learner."""
    facts = cell.metadata.get("nbgrader", {})
    return bool(cell.cell_type == "code" and facts.get("grade") and not facts.get("solution"))


def task_of(cell: NotebookNode) -> str:
    """Return the task that a graded cell belongs to; in a course without our roles, each cell is its own task."""
    return str(cell.metadata.get("certbook", {}).get("task") or cell.metadata.nbgrader.grade_id)


def points_of(cell: NotebookNode, record: CellRecord) -> float:
    """Return what a check cell's record is worth."""
    most = float(cell.metadata.nbgrader.points)
    if record.status != "ok":
        return 0.0
    if record.value is None:
        return most
    return record.value if 0.0 <= record.value <= most else 0.0


def _score_check(cell: NotebookNode, record: CellRecord, answers: dict[str, CellRecord]) -> CheckScore:
    task, most = task_of(cell), float(cell.metadata.nbgrader.points)
    score = points_of(cell, record)
    outcome, message = _reading(record, score, most, answers.get(task))
    return CheckScore(
        check=str(cell.metadata.nbgrader.grade_id),
        task=task,
        score=score,
        max_score=most,
        hidden=bool(cell.metadata.get("certbook", {}).get("hidden", False)),
        outcome=outcome,
        message=message,
    )


def _held_back(cell: NotebookNode) -> CheckScore:
    """Return what a check of a notebook gives that was tampered with: nothing, until a person has looked at it."""
    return CheckScore(
        check=str(cell.metadata.nbgrader.grade_id),
        task=task_of(cell),
        score=0.0,
        max_score=float(cell.metadata.nbgrader.points),
        hidden=bool(cell.metadata.get("certbook", {}).get("hidden", False)),
        outcome="error",
        message="not scored: this notebook acts on the grader itself",
    )


def _score_task(task: str, checks: list[CheckScore]) -> TaskScore:
    failed = next((check for check in checks if check.outcome != "passed"), None)
    return TaskScore(
        task=task,
        score=sum(check.score for check in checks),
        max_score=sum(check.max_score for check in checks),
        outcome=failed.outcome if failed else "passed",
        message=failed.message if failed else "",
        checks=tuple(checks),
    )


def _reading(record: CellRecord, score: float, most: float, answer: CellRecord | None) -> tuple[Outcome, str]:
    """Say how a check ended, in the learner's words."""
    if record.status == "ok" and score == most:
        return "passed", ""
    if record.status == "ok" and record.value is not None and score != record.value:
        return "error", f"the check gave {record.value:g}, which is not between 0 and {most:g} points"
    if record.status == "ok":
        return "wrong", f"{score:g} of {most:g} points: right in part"
    if answer is not None:
        place = f" in line {answer.line} of the cell" if answer.line else ""
        said = _OWN_PLACE.sub("", answer.evalue)
        return "error", f"your answer's cell does not run: {answer.ename}: {said}{place}"
    if record.status == "error":
        return _reading_of_error(record)
    why = {
        "timeout": "the time ran out before this check ended; look for a loop that does not end",
        "died": "the process died before this check ended; look for what eats memory or ends Python",
        "not_run": "this check did not run",
    }[record.status]
    return "error", why


def _reading_of_error(record: CellRecord) -> tuple[Outcome, str]:
    if record.ename == "NotImplementedError":
        return "not attempted", "not attempted yet: the answer still raises NotImplementedError"
    if record.ename == "AssertionError":
        return "wrong", record.evalue or "the check failed"
    return "error", f"calling your answer raised {record.ename}: {record.evalue}".rstrip(": ")


def _failed_answers(notebook: NotebookNode, by_id: dict[str, CellRecord]) -> dict[str, CellRecord]:
    """Return the records of answer cells that raised, by task: the root of what their checks say."""
    failed = {}
    for cell in notebook.cells:
        facts = cell.metadata.get("nbgrader", {})
        record = by_id.get(cell["id"])
        if facts.get("solution") and cell.cell_type == "code" and record is not None and record.status == "error":
            failed[str(facts["grade_id"])] = record
    return failed
