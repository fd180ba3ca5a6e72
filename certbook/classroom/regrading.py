"""Grade again after a check was mended: first whose points change, then the change itself."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from certbook.files import replace_whole
from certbook.grading.adopting import adopt
from certbook.grading.bookkeeper import automatic_cells
from certbook.grading.course import Course
from certbook.grading.ledger import Ledger
from certbook.grading.nbgrader_steps import records_of
from certbook.grading.one import Job, Outcome
from certbook.grading.pipeline import Way, how_to_run, labs_of, people_of, stands, usual_workers
from certbook.grading.pool import outcomes
from certbook.grading.report import Status
from certbook.grading.scoring import CheckScore, score_notebook
from certbook.scratch import scratch_folder

Show = Callable[[int, int, str], None]
Points = dict[str, float | None]  # of checks, by their names; None where a check was never run


@dataclass(frozen=True)
class CheckChange:
    """One check whose points change: None stands for one that there was not, or is not any more."""

    check: str
    before: float | None
    after: float | None
    message: str


@dataclass(frozen=True)
class Change:
    """One notebook whose automatic points change, or that could not be graded this time."""

    student: str
    lab: str
    before: float
    after: float
    status: Status
    message: str
    checks: tuple[CheckChange, ...]

    @property
    def broke_off(self) -> bool:
        """Whether the grader itself failed, so that nothing is known of what would change."""
        return not self.checks


def changes(
    course: Course,
    assignment: str,
    students: Iterable[str] | None = None,
    way: Way | None = None,
    show: Show = lambda *_: None,
) -> tuple[Change, ...]:
    """Return whose automatic points would change if an assignment were graded now; no grade and no file changes.

    Only notebooks are run whose source or submission is not what it was when they were graded. What a person gave is
    left out: it stays. Raises CertbookError as `grade` does.
    """
    way = way or Way()
    adopt(course, assignment)
    labs, people = labs_of(course, assignment, None), people_of(course, assignment, students)
    ledger = Ledger(course, assignment)
    before = _points(course, assignment)
    wanted = [(student, lab) for student in people for lab in labs if (student, lab) in before]
    if not way.force:
        wanted = [one for one in wanted if stands(course, assignment, ledger, *one) is None]
    if not wanted:
        return ()
    how, found = how_to_run(course, assignment, way), []
    with scratch_folder("regrade") as folder:
        trial = replace(course, folders=replace(course.folders, autograded=str(folder)))
        jobs = [Job(trial, assignment, student, lab, how) for student, lab in wanted]
        show(0, len(jobs), "")
        for done, outcome in enumerate(outcomes(jobs, way.workers or usual_workers(), way.scheduler, None), start=1):
            found.append(_change(outcome, before[outcome.job.student, outcome.job.lab]))
            show(done, len(jobs), f"{outcome.job.student}/{outcome.job.lab}")
    return tuple(sorted(filter(None, found), key=lambda one: (one.lab, one.student)))


def keep_record(course: Course, assignment: str, found: Iterable[Change]) -> Path:
    """Write down what is about to change, below the course's own folder, and return where."""
    stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
    file = course.private / "regraded" / f"{assignment}-{stamp}.json"
    replace_whole(file, json.dumps([asdict(one) for one in found], indent=1, ensure_ascii=False), durable=True)
    return file


def _change(outcome: Outcome, before: Points) -> Change | None:
    checks = {check.check: check for check in _checks(outcome)}
    after: Points = {name: check.score for name, check in checks.items()}
    if outcome.broke_off:
        after = dict(before)
    elif outcome.notebook is None:
        after = dict.fromkeys(before, 0.0)
    names = [name for name in {**before, **after} if before.get(name) != after.get(name)]
    if not names and not outcome.broke_off:
        return None
    messages = {name: check.message for name, check in checks.items()}
    return Change(
        outcome.job.student,
        outcome.job.lab,
        sum(filter(None, before.values())),
        sum(filter(None, after.values())),
        outcome.status,
        outcome.message,
        tuple(CheckChange(name, before.get(name), after.get(name), messages.get(name, "")) for name in names),
    )


def _checks(outcome: Outcome) -> list[CheckScore]:
    if outcome.notebook is None:
        return []
    return [check for task in score_notebook(outcome.notebook, records_of(outcome.notebook)) for check in task.checks]


def _points(course: Course, assignment: str) -> dict[tuple[str, str], Points]:
    """Return the automatic points that the gradebook has, by student and lab."""
    from nbgrader.api import Grade, MissingEntry, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import select

    found: dict[tuple[str, str], Points] = {}
    with course.gradebook() as book:
        try:
            notebooks = book.find_assignment(assignment).notebooks
        except MissingEntry:
            return {}
        checks = {cell: (lab.name, name) for lab in notebooks for cell, name in automatic_cells(lab).items()}
        rows = book.db.execute(
            select(SubmittedAssignment.student_id, Grade.cell_id, Grade.auto_score)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .where(Grade.cell_id.in_(checks))
        )
        for student, cell, score in rows:
            lab, check = checks[cell]
            found.setdefault((student, lab), {})[check] = score
    return {key: points for key, points in found.items() if any(score is not None for score in points.values())}
