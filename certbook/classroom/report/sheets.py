"""What grading left of each student's notebooks: verdict, checks, answers, and when they were handed in."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from nbformat import NotebookNode, from_dict

from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.ledger import last_grade
from certbook.grading.nbgrader_steps import records_of
from certbook.grading.one import file_of
from certbook.grading.report import Status
from certbook.grading.running import verdict_of
from certbook.grading.scoring import TaskScore, score_notebook

_RAN = ("graded", "timeout", "memory", "crashed", "tampered")
_KEPT_OF_A_CELL = ("id", "cell_type", "metadata", "source")


@dataclass(frozen=True)
class Sheet:
    """One notebook of one student; `tasks` and `answers` are empty where it did not run.

    `answers` maps a task's key to what its answer cell says; `times` are those of this and all earlier attempts.
    """

    student: str
    lab: str
    status: Status
    score: float
    max_score: float
    message: str = ""
    tasks: tuple[TaskScore, ...] = ()
    answers: dict[str, str] = field(default_factory=dict)
    times: tuple[datetime, ...] = ()

    @property
    def ran(self) -> bool:
        """Whether it could be read and was run."""
        return bool(self.tasks)


@dataclass(frozen=True)
class ClassRecord:
    """All sheets of an assignment by lab and student, and what could not be read, one line each."""

    assignment: str
    labs: tuple[str, ...]
    students: tuple[str, ...]
    sheets: dict[tuple[str, str], Sheet]
    problems: tuple[str, ...] = ()

    def of_lab(self, lab: str) -> list[Sheet]:
        """Return the sheets of one lab, by student."""
        return [self.sheets[lab, student] for student in self.students if (lab, student) in self.sheets]

    def of_student(self, student: str) -> list[Sheet]:
        """Return the sheets of one student, by lab."""
        return [self.sheets[lab, student] for lab in self.labs if (lab, student) in self.sheets]


def read_class(course: Course, assignment: str) -> ClassRecord:
    """Read what grading left of a class.

    Raises CertbookError where nothing of the assignment is graded.
    """
    labs = tuple(course.notebooks(assignment))
    record = course.private / "graded" / assignment
    places = [*course.autograded.glob(f"*/{assignment}"), *(record.iterdir() if record.is_dir() else ())]
    names = {place.parent.name if place.name == assignment else place.name for place in places if place.is_dir()}
    sheets: dict[tuple[str, str], Sheet] = {}
    problems: list[str] = []
    for student in sorted(names):
        for lab in labs:
            try:
                sheet = _sheet(course, assignment, student, lab)
            except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError):
                place = file_of(course, assignment, student, lab)
                problems.append(f"{place.relative_to(course.root)}: is damaged and left out; grade it again")
                continue
            if sheet is not None:
                sheets[lab, student] = sheet
    students = tuple(sorted({student for _, student in sheets}))
    if not students:
        raise CertbookError(f"{course.root}: nothing of {assignment} is graded; run: certbook grade {assignment}")
    return ClassRecord(assignment, labs, students, sheets, tuple(problems))


def _sheet(course: Course, assignment: str, student: str, lab: str) -> Sheet | None:
    known = last_grade(course, assignment, student, lab)
    grade = known[0] if known is not None else None
    times = tuple(sorted(_times(course, assignment, student, lab)))
    if grade is not None and grade.status not in _RAN:
        return Sheet(student, lab, grade.status, 0.0, grade.max_score, grade.message, times=times)
    file = file_of(course, assignment, student, lab)
    if not file.is_file():
        return None
    notebook = _skeleton(json.loads(file.read_bytes()))
    tasks = score_notebook(notebook, records_of(notebook))
    status, message = verdict_of(notebook)
    score, most = sum(task.score for task in tasks), sum(task.max_score for task in tasks)
    return Sheet(student, lab, status, score, most, message, tasks, _answers(notebook, tasks), times)


def _skeleton(value: dict[str, Any]) -> NotebookNode:
    """Return a notebook's code cells without their outputs, which make up most of it."""
    cells = [{key: cell[key] for key in _KEPT_OF_A_CELL} for cell in value["cells"] if cell["cell_type"] == "code"]
    for cell in cells:
        cell["source"] = "".join(cell["source"])
    made: NotebookNode = from_dict({"cells": cells, "metadata": value["metadata"]})
    return made


def _answers(notebook: NotebookNode, tasks: tuple[TaskScore, ...]) -> dict[str, str]:
    keys = {task.task for task in tasks}
    found = {}
    for cell in notebook.cells:
        facts = cell.metadata.get("nbgrader", {})
        if facts.get("solution"):
            name = str(cell.metadata.get("certbook", {}).get("key") or facts.get("grade_id"))
            found[name if name in keys else str(facts.get("grade_id"))] = cell.source
    return found


def _times(course: Course, assignment: str, student: str, lab: str) -> Iterator[datetime]:
    """Yield when the notebook that counts and the earlier ones that were kept were handed in."""
    stamp = course.submitted / student / assignment / "timestamp.txt"
    if stamp.is_file():
        when = _time(stamp.read_text(encoding="utf-8", errors="replace").strip())
        if when is not None:
            yield when
    for kept in (course.private / "collected" / student / assignment / lab).glob("*Z*.ipynb"):
        when = _time(kept.name.split("Z")[0].replace("T", " ") + " UTC")  # `collect` names them by their times
        if when is not None:
            yield when


def _time(text: str) -> datetime | None:
    from nbgrader.utils import parse_utc

    try:
        return parse_utc(text).replace(tzinfo=UTC)  # type: ignore[no-any-return]
    except (ValueError, TypeError, OverflowError):
        return None
