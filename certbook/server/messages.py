"""Values of the learner layer as messages of the contract: the one place that knows both sides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any, TypeVar

from nbformat import NotebookNode

from certbook.content.lab import Lab
from certbook.content.library import Library
from certbook.content.models import Certification
from certbook.grading.report import NotebookGrade, TaskGrade
from certbook.learner.attempts import misconceptions_in
from certbook.learner.checking import first_failure
from certbook.learner.desk import Desk
from certbook.learner.hints import opened_rungs
from certbook.server import contract

Shown = Callable[[str], str]
Kind = TypeVar("Kind", bound=contract.Message)
_PATHS = ("path", "lesson")


def overview(value: Any, shown: Shown) -> contract.Overview:
    """Return the sidebar's message; `shown` turns a path on the desk into one of the server."""
    return _as(contract.Overview, value, shown)


def dashboard(value: Any, shown: Shown) -> contract.Dashboard:
    """Return the dashboard's message."""
    return _as(contract.Dashboard, value, shown)


def exam(kind: type[Kind], value: Any, shown: Shown) -> Kind:
    """Return a value of the exam room as its message."""
    return _as(kind, value, shown)


def catalogue(library: Library) -> contract.Catalogue:
    """Return all lanes with the certifications that fit them."""
    return contract.Catalogue(
        lanes=[
            contract.LaneCard(
                name=name,
                title=lane.title,
                summary=lane.summary,
                certifications=[_certification(library.certifications[one]) for one in lane.certifications],
            )
            for name, lane in library.lanes.items()
        ]
    )


def _certification(facts: Certification) -> contract.CertificationCard:
    """Return a certification's card; where its status says more than one word, the whole of it is the note."""
    status = facts.status.split(maxsplit=1)[0].rstrip(":;,")
    return contract.CertificationCard(
        id=facts.id,
        name=facts.name,
        vendor=facts.vendor,
        status=status,
        retired=facts.is_retired,
        note=facts.status if facts.status != status else "",
    )


def result(
    desk: Desk, lab: Lab, source: NotebookNode, grade: NotebookGrade, given: datetime, from_record: bool
) -> contract.CheckResult:
    """Return what a check found, with the cells to look at and the hints that are open."""
    cells = {str(cell.metadata.nbgrader.grade_id): str(cell["id"]) for cell in source.cells if _is_named(cell)}
    opened = opened_rungs(desk, lab)
    first = first_failure(grade)
    return contract.CheckResult(
        lab=lab.name,
        verdict=grade.status,
        message=grade.message,
        score=grade.score,
        max_score=grade.max_score,
        passed=grade.passed,
        tasks=[_task(lab, task, cells, opened) for task in grade.tasks if lab.task(task.task) is not None],
        written=[
            contract.WrittenResult(
                key=one.task,
                title=one.title,
                score=one.score,
                max_score=one.max_score,
                answered=one.answered,
                cell=cells.get(one.task, ""),
            )
            for one in grade.written
        ],
        bent=list(grade.bent),
        next_task=first.task if first is not None else None,
        from_record=from_record,
        checked_at=given.isoformat(timespec="seconds"),
        seconds=grade.seconds,
    )


def _task(lab: Lab, grade: TaskGrade, cells: dict[str, str], opened: dict[str, int]) -> contract.TaskResult:
    task = lab.task(grade.task)
    assert task is not None
    return contract.TaskResult(
        key=task.key,
        number=lab.tasks.index(task) + 1,
        title=grade.title,
        outcome=grade.outcome,  # type: ignore[arg-type]
        score=grade.score,
        max_score=grade.max_score,
        message=grade.message,
        misconceptions=misconceptions_in(grade.message),
        cell=cells.get(task.key, ""),
        failing_cell=cells.get(grade.failed_check),
        hints=list(task.hints[: opened[task.key]]),
        rungs=len(task.hints),
    )


def _is_named(cell: NotebookNode) -> bool:
    return "nbgrader" in cell.metadata


def _as(kind: type[Kind], value: Any, shown: Shown) -> Kind:
    """Return a value as the message whose fields are its attributes."""
    message = kind.model_validate(value, from_attributes=True)
    return kind.model_validate(_moved(message.model_dump(), shown))


def _moved(value: Any, shown: Shown) -> Any:
    if isinstance(value, list):
        return [_moved(one, shown) for one in value]
    if isinstance(value, dict):
        return {
            key: shown(one) if key in _PATHS and isinstance(one, str) and one else _moved(one, shown)
            for key, one in value.items()
        }
    return value
