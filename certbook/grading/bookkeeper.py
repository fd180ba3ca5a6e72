"""The one writer of the gradebook while a class is graded: nbgrader's own tables, one transaction a notebook."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from types import TracebackType
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode
from traitlets.config import Config

from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.nbgrader_steps import record_of
from certbook.grading.running import verdict_of
from certbook.grading.scoring import is_automatic, points_of

if TYPE_CHECKING:
    from nbgrader.api import Comment, Grade, Gradebook, SubmittedNotebook

_FLAG = "Certbook: "  # what begins an automatic comment that says how a notebook ended


@dataclass(frozen=True)
class Written:
    """What the gradebook has of a notebook's cells that a person grades, by their names."""

    manual_scores: dict[str, float | None]
    answered: frozenset[str]


class Bookkeeper:
    """Write one assignment's results; use it as a context manager, from one thread.

    The rows are those that `nbgrader autograde` writes, but for two things: a check scores by its record alone, and a
    notebook that did not end well says so in the automatic comment of its first answer, where nbgrader's formgrader
    and feedback show it.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self._course, self._assignment = course, assignment
        self._stack = ExitStack()
        self._submissions: dict[str, str] = {}

    def __enter__(self) -> Bookkeeper:
        self._book: Gradebook = self._stack.enter_context(self._course.gradebook())
        assignment = self._book.find_assignment(self._assignment)
        self._assignment_id = assignment.id
        self._notebook_ids = {notebook.name: notebook.id for notebook in assignment.notebooks}
        self._names = {
            cell.id: cell.name
            for notebook in assignment.notebooks
            for cell in (*notebook.grade_cells, *notebook.solution_cells, *notebook.task_cells)
        }
        self._penalty = _penalty_plugin(self._course)
        self._book.db.expunge_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def saved(self) -> set[tuple[str, str]]:
        """Return the students and notebooks that have automatic scores."""
        from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook

        names = {identifier: name for name, identifier in self._notebook_ids.items()}
        rows = (
            self._book.db.query(SubmittedAssignment.student_id, SubmittedNotebook.notebook_id)
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .filter(SubmittedAssignment.assignment_id == self._assignment_id, Grade.auto_score.isnot(None))
            .distinct()
        )
        return {(student, names[notebook]) for student, notebook in rows if notebook in names}

    def written(self, student: str, notebook: str) -> dict[str, float | None]:
        """Return the manual scores of a notebook's cells by their names."""
        row = self._row(student, notebook, None)
        scores = {self._names[grade.cell_id]: grade.manual_score for grade in self._grades(row)}
        self._book.db.expunge_all()
        return scores

    def save(self, student: str, notebook: str, graded: NotebookNode, handed_in: datetime | None) -> Written:
        """Save a notebook that ran: its points, comments and late penalty; what a person gave stays."""
        row = self._row(student, notebook, handed_in)
        cells = {
            str(cell.metadata.nbgrader.grade_id): cell
            for cell in graded.cells
            if "grade_id" in cell.metadata.get("nbgrader", {})
        }
        verdict, message = verdict_of(graded)
        grades = self._grades(row)
        for grade in grades:
            cell = cells.get(self._names[grade.cell_id])
            if cell is not None:
                grade.auto_score = _score_of(cell, tampered=verdict == "tampered")
                grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None
        self._comment(row, cells, "" if verdict == "graded" else f"{_FLAG}{verdict}: {message}")
        self._set_penalty(student, row, grades)
        return self._saved(grades)

    def save_zero(self, student: str, notebook: str, handed_in: datetime | None) -> Written:
        """Give a notebook that is missing or cannot be read its zero, as nbgrader does; what a person gave stays."""
        row = self._row(student, notebook, handed_in)
        grades = self._grades(row)
        for grade in grades:
            grade.auto_score, grade.needs_manual_grade = 0.0, False
        (self._course.autograded / student / self._assignment / f"{notebook}.ipynb").unlink(missing_ok=True)
        return self._saved(grades)

    def _saved(self, grades: list[Grade]) -> Written:
        scores = {self._names[grade.cell_id]: grade.manual_score for grade in grades}
        answered = frozenset(self._names[grade.cell_id] for grade in grades if grade.auto_score is None)
        self._book.db.commit()
        self._book.db.expunge_all()  # or the session would carry the whole class
        return Written(scores, answered)

    def _row(self, student: str, notebook: str, handed_in: datetime | None) -> SubmittedNotebook:
        """Return the row of a student's notebook, with its grades and comments, made on first use."""
        from nbgrader.api import SubmittedNotebook

        self._make_submission(student, handed_in)
        identifier = self._notebook_ids.get(notebook)
        row = (
            self._book.db.query(SubmittedNotebook)
            .filter_by(assignment_id=self._submissions[student], notebook_id=identifier)
            .one_or_none()
        )
        if row is None:
            raise CertbookError(f"{self._assignment}/{notebook}: is not in the gradebook; run the grading again")
        return row

    def _make_submission(self, student: str, handed_in: datetime | None) -> None:
        if student in self._submissions:
            return
        self._book.update_or_create_student(student)
        when = {} if handed_in is None else {"timestamp": handed_in}
        submission = self._book.update_or_create_submission(self._assignment, student, **when)
        self._submissions[student] = submission.id
        self._book.db.expunge_all()

    def _grades(self, row: SubmittedNotebook) -> list[Grade]:
        from nbgrader.api import Grade

        return list(self._book.db.query(Grade).filter_by(notebook_id=row.id))

    def _comments(self, row: SubmittedNotebook) -> list[Comment]:
        from nbgrader.api import Comment

        return list(self._book.db.query(Comment).filter_by(notebook_id=row.id))

    def _comment(self, row: SubmittedNotebook, cells: dict[str, NotebookNode], flag: str) -> None:
        comments = {self._names[comment.cell_id]: comment for comment in self._comments(row)}
        for name, cell in cells.items():
            if name in comments:
                comments[name].auto_comment = "No response." if _is_unanswered(cell) else None
        first = next((name for name in cells if name in comments), None)
        if flag and first is not None:
            said = comments[first].auto_comment
            comments[first].auto_comment = f"{flag} {said}" if said else flag

    def _set_penalty(self, student: str, row: SubmittedNotebook, grades: Iterable[Grade]) -> None:
        """Set what a late submission loses, by the plugin that the course's configuration names."""
        from nbgrader.api import SubmittedAssignment

        row.late_submission_penalty = None
        submission = self._book.db.get(SubmittedAssignment, self._submissions[student])
        late = submission.total_seconds_late
        if late <= 0:
            return
        score = sum(map(_total, grades))
        penalty = self._penalty.late_submission_penalty(student, score, late)
        row.late_submission_penalty = None if penalty is None else min(max(penalty, 0), score)


def _score_of(cell: NotebookNode, tampered: bool) -> float | None:
    from nbgrader.utils import determine_grade

    if not is_automatic(cell):
        score: float | None = determine_grade(cell)[0]
        return score
    return 0.0 if tampered else points_of(cell, record_of(cell))


def _is_unanswered(cell: NotebookNode) -> bool:
    from nbgrader.utils import compute_checksum, is_task

    return cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) and not is_task(cell)


def _total(grade: Grade) -> float:
    """Return what a grade comes to, as nbgrader's `Grade.score` does."""
    if grade.manual_score is not None:
        return float(grade.manual_score + (grade.extra_credit or 0.0))
    if grade.auto_score is not None:
        return float(grade.auto_score + (grade.extra_credit or 0.0))
    return 0.0


def _penalty_plugin(course: Course) -> Any:
    from nbgrader.preprocessors import AssignLatePenalties

    config: Config = course.settings()
    step = AssignLatePenalties(config=config)
    step.init_plugin()
    return step.plugin_inst
