"""Keep the gradebook in step with the source notebooks, also after learners have handed in."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import nbformat
from nbformat import NotebookNode

from certbook.build.nbgrader_log import without_database_warnings
from certbook.errors import CertbookError
from certbook.files import replace_whole
from certbook.grading.course import Course

if TYPE_CHECKING:
    from nbgrader.api import BaseCell, Gradebook, Notebook, SubmittedNotebook

Row = dict[str, Any]


@dataclass(frozen=True)
class _Plan:
    """The rows that the gradebook should have of one notebook: by kind of cell, by name."""

    kernelspec: str
    cells: dict[str, dict[str, Row]]


_KINDS = ("grade", "solution", "task", "source")


def ensure_registered(course: Course, assignment: str) -> tuple[str, ...]:
    """Bring the gradebook in step with `source/<assignment>` and return what changed, one line each.

    Grades of what stays stay. A new notebook or check appears in the submissions that there are; of one that was
    taken out the grades are first written to `.certbook/removed/`, since nbgrader would count it for ever.
    nbgrader's own `generate_assignment` refuses these changes once somebody has handed in.
    """
    plans = {name: _plan(course, path, path.stat().st_mtime_ns) for name, path in course.notebooks(assignment).items()}
    if not plans:
        raise CertbookError(f"{course.source / assignment}: no notebooks there; run: certbook build")
    with without_database_warnings(), course.gradebook() as gradebook:
        register = _Register(course, gradebook, assignment)
        register.update(plans)
        return tuple(register.changes)


@lru_cache(maxsize=64)
def _plan(course: Course, path: Path, _changed: int) -> _Plan:
    """Return the rows of a notebook, made by nbgrader's own steps up to the one that saves cells.

    What nbgrader's steps find wrong in a notebook is raised as a CertbookError that names it.
    """
    from nbgrader import preprocessors, utils

    notebook, config = nbformat.read(path, as_version=4), course.settings()
    resources: Row = {}
    for name in ("LockCells", "ClearSolutions", "ClearOutput", "CheckCellMetadata", "ComputeChecksums"):
        notebook, resources = getattr(preprocessors, name)(config=config).preprocess(notebook, resources)
    cells: dict[str, dict[str, Row]] = {kind: {} for kind in _KINDS}
    for cell in notebook.cells:
        facts = cell.metadata.get("nbgrader", {})
        name = facts.get("grade_id")
        if utils.is_grade(cell):
            cells["grade"][name] = _points(cell)
        if utils.is_solution(cell):
            cells["solution"][name] = {}
        if utils.is_task(cell):
            cells["task"][name] = _points(cell)
        if utils.is_grade(cell) or utils.is_solution(cell) or utils.is_locked(cell) or utils.is_task(cell):
            cells["source"][name] = {
                "cell_type": cell.cell_type,
                "locked": utils.is_locked(cell),
                "source": cell.source,
                "checksum": facts.get("checksum"),
            }
    return _Plan(json.dumps(notebook.metadata.get("kernelspec", {})), cells)


def _points(cell: NotebookNode) -> Row:
    return {"max_score": float(cell.metadata.nbgrader.points), "cell_type": cell.cell_type}


class _Register:
    """One assignment in an open gradebook, changed step by step."""

    def __init__(self, course: Course, gradebook: Gradebook, assignment: str) -> None:
        self._course, self._book, self._assignment = course, gradebook, assignment
        self.changes: list[str] = []

    def update(self, plans: dict[str, _Plan]) -> None:
        present = self._notebooks()
        for name in [name for name in present if name not in plans]:
            self._remove_notebook(present[name])
        for name, plan in plans.items():
            self._update_notebook(name, plan, present.get(name))
        if self.changes:
            self._complete_submissions()

    def _notebooks(self) -> dict[str, Notebook]:
        from nbgrader.api import MissingEntry

        try:
            assignment = self._book.find_assignment(self._assignment)
        except MissingEntry:
            assignment = self._book.add_assignment(self._assignment)
            self.changes.append(f"{self._assignment}: added")
        return {notebook.name: notebook for notebook in assignment.notebooks}

    def _update_notebook(self, name: str, plan: _Plan, present: Notebook | None) -> None:
        if present is None or present.kernelspec != plan.kernelspec:
            present = self._book.update_or_create_notebook(name, self._assignment, kernelspec=plan.kernelspec)
            self.changes.append(f"{self._assignment}/{name}: added or given another kernel")
        for kind in _KINDS:
            there = {cell.name: cell for cell in getattr(present, f"{kind}_cells")}
            for cell_name in [cell_name for cell_name in there if cell_name not in plan.cells[kind]]:
                self._remove_cell(kind, there[cell_name], name)
            for cell_name, row in plan.cells[kind].items():
                self._update_cell(kind, cell_name, row, name, there.get(cell_name))

    def _update_cell(self, kind: str, name: str, row: Row, notebook: str, present: Any) -> None:
        if present is not None and all(getattr(present, key) == value for key, value in row.items()):
            return
        update = getattr(self._book, f"update_or_create_{kind}_cell")
        update(name, notebook, self._assignment, **row)
        self.changes.append(f"{self._assignment}/{notebook}: {kind} cell '{name}' added or changed")

    def _remove_cell(self, kind: str, cell: Any, notebook: str) -> None:
        if kind != "source":
            self._keep(f"{notebook}-{cell.name}", [*cell.grades], [*cell.comments])
            for row in [*cell.grades, *cell.comments]:
                self._book.db.delete(row)
        self._book.db.delete(cell)
        self._book.db.commit()
        self.changes.append(f"{self._assignment}/{notebook}: {kind} cell '{cell.name}' taken out")

    def _remove_notebook(self, notebook: Notebook) -> None:
        name = notebook.name
        submissions = notebook.submissions
        grades = [grade for submission in submissions for grade in submission.grades]
        comments = [comment for submission in submissions for comment in submission.comments]
        self._keep(name, grades, comments)
        self._book.remove_notebook(name, self._assignment)
        self.changes.append(f"{self._assignment}/{name}: taken out")

    def _complete_submissions(self) -> None:
        """Give every submission a row for each notebook, each graded cell and each comment, as a new one has."""
        from nbgrader.api import SubmittedNotebook

        assignment = self._book.find_assignment(self._assignment)
        for submission in assignment.submissions:
            there = {notebook.notebook_id: notebook for notebook in submission.notebooks}
            for notebook in assignment.notebooks:
                handed_in = there.get(notebook.id) or SubmittedNotebook(
                    notebook_id=notebook.id, assignment_id=submission.id
                )
                self._book.db.add(handed_in)
                _complete(handed_in, [*notebook.grade_cells, *notebook.task_cells], "grades")
                _complete(handed_in, [*notebook.solution_cells, *notebook.task_cells], "comments")
        self._book.db.commit()

    def _keep(self, what: str, grades: list[Any], comments: list[Any]) -> None:
        """Write grades and comments that are about to go to a file of their own."""
        rows = [row.to_dict() for row in grades if row.auto_score is not None or row.manual_score is not None]
        rows += [row.to_dict() for row in comments if row.auto_comment or row.manual_comment]
        if not rows:
            return
        folder = self._course.private / "removed" / self._assignment
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%S%fZ")
        file = folder / f"{what}-{stamp}.json"
        replace_whole(file, json.dumps(rows, indent=1, default=str), durable=True)


def _complete(handed_in: SubmittedNotebook, cells: list[BaseCell], rows: str) -> None:
    from nbgrader.api import Comment, Grade

    make = Grade if rows == "grades" else Comment
    there = {row.cell_id for row in getattr(handed_in, rows)}
    for cell in cells:
        if cell.id not in there:
            getattr(handed_in, rows).append(make(cell_id=cell.id))


def registration_hook(course: Course) -> Callable[..., None]:
    """Return a `pre_convert_hook` for nbgrader that registers the assignment which it is about to convert."""

    def hook(assignment: str, **_others: object) -> None:
        ensure_registered(course, assignment)

    return hook
