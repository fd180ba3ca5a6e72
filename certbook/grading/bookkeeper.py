"""The one writer of the gradebook while a class is graded: nbgrader's own tables, one transaction a notebook."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import TracebackType
from typing import TYPE_CHECKING, Any

from nbformat import NotebookNode

from certbook.errors import CertbookError
from certbook.grading.course import Course
from certbook.grading.running import verdict_of
from certbook.grading.scoring import is_automatic, points_of

if TYPE_CHECKING:
    from nbgrader.api import Comment, Grade, Gradebook, Notebook, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import Select

_FLAG = "Certbook: "  # what begins an automatic comment that says how a notebook ended
_LONGEST_FLAG = 1000  # characters: part of it may be a learner's own words


@dataclass(frozen=True)
class Written:
    """What the gradebook has of a notebook after it was saved.

    `manual_scores` are those of the cells that a person grades, by their names; `answered` names those of them that
    have an answer.
    """

    manual_scores: dict[str, float | None]
    answered: frozenset[str]
    late_penalty: float | None


@dataclass(frozen=True)
class _Lab:
    """What the gradebook knows of a notebook: its cells by their ids, and which of them are run to be graded."""

    id: str
    graded: dict[str, str]
    commented: dict[str, str]
    automatic: frozenset[str]

    @classmethod
    def of(cls, notebook: Notebook) -> _Lab:
        graded = [*notebook.grade_cells, *notebook.task_cells]
        return cls(
            notebook.id,
            {cell.id: cell.name for cell in graded},
            {cell.id: cell.name for cell in (*notebook.solution_cells, *notebook.task_cells)},
            frozenset(automatic_cells(notebook)),
        )

    @property
    def by_hand(self) -> dict[str, str]:
        return {cell: name for cell, name in self.graded.items() if cell not in self.automatic}


@dataclass(frozen=True)
class _Rows:
    """The open rows of one student's notebook; grades and comments by the names of their cells."""

    submission: SubmittedAssignment
    notebook: SubmittedNotebook
    grades: dict[str, Grade]
    comments: dict[str, Comment]


class Bookkeeper:
    """Write one assignment's results; use it as a context manager, from one thread.

    The rows are those that `nbgrader autograde` writes, but for two things: a check scores by its record alone, and a
    notebook that did not end well says so in the automatic comment of its first answer, where nbgrader's formgrader
    and feedback show it. A save that fails leaves the gradebook as it was, and the next one works.
    """

    def __init__(self, course: Course, assignment: str) -> None:
        self._course, self._assignment = course, assignment
        self._stack = ExitStack()

    def __enter__(self) -> Bookkeeper:
        from nbgrader.api import MissingEntry

        self._penalties = _penalty_plugin(self._course)
        with ExitStack() as stack:
            self._book: Gradebook = stack.enter_context(self._course.gradebook())
            try:
                assignment = self._book.find_assignment(self._assignment)
            except MissingEntry:
                raise CertbookError(f"{self._assignment}: is not in the gradebook; run: certbook grade") from None
            self._assignment_id, self._due = assignment.id, assignment.duedate
            self._labs = {notebook.name: _Lab.of(notebook) for notebook in assignment.notebooks}
            self._book.db.close()
            self._stack = stack.pop_all()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stack.__exit__(kind, error, trace)

    def saved(self) -> set[tuple[str, str]]:
        """Return the students and notebooks of which every check has a score."""
        from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy import func, select

        labs = {lab.id: (name, len(lab.automatic)) for name, lab in self._labs.items()}
        checks = [cell for lab in self._labs.values() for cell in lab.automatic]
        rows = self._read(
            select(SubmittedAssignment.student_id, SubmittedNotebook.notebook_id, func.count())
            .join(SubmittedNotebook, SubmittedNotebook.assignment_id == SubmittedAssignment.id)
            .join(Grade, Grade.notebook_id == SubmittedNotebook.id)
            .where(SubmittedAssignment.assignment_id == self._assignment_id)
            .where(Grade.cell_id.in_(checks), Grade.auto_score.is_not(None))
            .group_by(SubmittedAssignment.student_id, SubmittedNotebook.notebook_id)
        )
        return {(student, labs[lab][0]) for student, lab, scored in rows if scored == labs[lab][1]}

    def written(self, student: str, notebook: str) -> dict[str, float | None]:
        """Return the manual scores of the cells that a person grades, by their names; nothing is written."""
        from nbgrader.api import Grade, SubmittedAssignment, SubmittedNotebook
        from sqlalchemy import select

        lab = self._lab(notebook)
        rows = self._read(
            select(Grade.cell_id, Grade.manual_score)
            .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
            .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
            .where(SubmittedAssignment.assignment_id == self._assignment_id, SubmittedAssignment.student_id == student)
            .where(SubmittedNotebook.notebook_id == lab.id, Grade.cell_id.in_(lab.by_hand))
        )
        return {lab.graded[cell]: score for cell, score in rows}

    def save(self, student: str, notebook: str, graded: NotebookNode, handed_in: datetime | None) -> Written:
        """Save a notebook that ran: its points, comments and late penalty; what a person gave stays."""
        cells = {cell.metadata.nbgrader.grade_id: cell for cell in graded.cells if _is_known(cell)}
        verdict, message = verdict_of(graded)
        with self._open(student, notebook, handed_in) as rows:
            _set_scores(rows, cells, is_tampered=verdict == "tampered")
            _set_comments(rows, cells, "" if verdict == "graded" else f"{_FLAG}{verdict}: {message}")
            rows.notebook.late_submission_penalty = self._penalty(student, rows)
            return self._written(rows, notebook)

    def save_zero(self, student: str, notebook: str, handed_in: datetime | None) -> Written:
        """Give a notebook that is missing or cannot be read its zero, as nbgrader does, and drop its graded file.

        What a person gave stays; automatic comments of an earlier attempt go with the file that they spoke of.
        """
        with self._open(student, notebook, handed_in) as rows:
            for grade in rows.grades.values():
                grade.auto_score, grade.needs_manual_grade = 0.0, False
            for comment in rows.comments.values():
                comment.auto_comment = None
            rows.notebook.late_submission_penalty = self._penalty(student, rows) or None  # nothing lost: no penalty
            written = self._written(rows, notebook)
        (self._course.autograded / student / self._assignment / f"{notebook}.ipynb").unlink(missing_ok=True)
        return written

    def _written(self, rows: _Rows, notebook: str) -> Written:
        by_hand = {name: rows.grades[name] for name in self._lab(notebook).by_hand.values()}
        return Written(
            {name: grade.manual_score for name, grade in by_hand.items()},
            frozenset(name for name, grade in by_hand.items() if grade.auto_score is None),
            rows.notebook.late_submission_penalty,
        )

    def _lab(self, notebook: str) -> _Lab:
        try:
            return self._labs[notebook]
        except KeyError:
            raise CertbookError(
                f"{self._assignment}/{notebook}: is not in the gradebook; run: certbook grade"
            ) from None

    def _read(self, statement: Select[Any]) -> list[Any]:
        rows = self._book.db.execute(statement).all()
        self._book.db.close()
        return list(rows)

    @contextmanager
    def _open(self, student: str, notebook: str, handed_in: datetime | None) -> Iterator[_Rows]:
        """Yield the rows of a student's notebook, made where there are none, and commit what is changed in them."""
        from sqlalchemy.exc import SQLAlchemyError

        lab = self._lab(notebook)
        try:
            yield self._rows(self._submission(student, handed_in), lab)
            self._book.db.commit()
        except (SQLAlchemyError, UnicodeError) as error:  # of the second kind are folder names that are no UTF-8
            reason = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise CertbookError(
                f"{self._assignment}/{notebook} of {student!r}: cannot be saved in the gradebook ({reason})"
            ) from error
        finally:
            self._book.db.close()  # rolls back what was not committed; the session would else carry the whole class

    def _submission(self, student: str, handed_in: datetime | None) -> SubmittedAssignment:
        """Return a student's submission with, like nbgrader's `add_submission`, rows for every notebook."""
        from nbgrader.api import Student, SubmittedAssignment, new_uuid
        from nbgrader.utils import parse_utc
        from sqlalchemy import select
        from sqlalchemy.orm import load_only

        session = self._book.db
        if session.scalar(select(Student.id).where(Student.id == student)) is None:
            session.add(Student(id=student))
        # Only columns: nbgrader computes others, such as sums of points, with every row that is loaded.
        submission = session.scalar(
            select(SubmittedAssignment)
            .options(load_only(SubmittedAssignment.timestamp, SubmittedAssignment.extension))
            .where(SubmittedAssignment.assignment_id == self._assignment_id, SubmittedAssignment.student_id == student)
        )
        if submission is None:
            submission = SubmittedAssignment(
                id=new_uuid(), assignment_id=self._assignment_id, student_id=student, timestamp=None, extension=None
            )
            session.add(submission)
            for lab in self._labs.values():
                self._add_notebook(submission, lab)
        if handed_in is not None:
            submission.timestamp = parse_utc(handed_in)
        return submission

    def _add_notebook(self, submission: SubmittedAssignment, lab: _Lab) -> SubmittedNotebook:
        from nbgrader.api import Comment, Grade, SubmittedNotebook, new_uuid
        from sqlalchemy import insert

        row = SubmittedNotebook(
            id=new_uuid(), assignment_id=submission.id, notebook_id=lab.id, late_submission_penalty=None
        )
        session = self._book.db
        session.add(row)
        session.flush()
        for kind, cells in ((Grade, lab.graded), (Comment, lab.commented)):
            if cells:
                session.execute(insert(kind), [{"cell_id": cell, "notebook_id": row.id} for cell in cells])
        return row

    def _rows(self, submission: SubmittedAssignment, lab: _Lab) -> _Rows:
        from nbgrader.api import Comment, Grade, SubmittedNotebook
        from sqlalchemy import select
        from sqlalchemy.orm import load_only

        session = self._book.db
        row = session.scalar(
            select(SubmittedNotebook)
            .options(load_only(SubmittedNotebook.late_submission_penalty))
            .where(SubmittedNotebook.notebook_id == lab.id, SubmittedNotebook.assignment_id == submission.id)
        ) or self._add_notebook(submission, lab)
        # By the cells as well: nbgrader's index begins with them, and without it each save would read the whole class.
        grades = session.scalars(
            select(Grade)
            .options(load_only(Grade.cell_id, Grade.auto_score, Grade.manual_score, Grade.needs_manual_grade))
            .where(Grade.cell_id.in_(lab.graded), Grade.notebook_id == row.id)
        )
        comments = session.scalars(
            select(Comment)
            .options(load_only(Comment.cell_id, Comment.auto_comment))
            .where(Comment.cell_id.in_(lab.commented), Comment.notebook_id == row.id)
        )
        return _Rows(
            submission,
            row,
            {lab.graded[grade.cell_id]: grade for grade in grades},
            {lab.commented[comment.cell_id]: comment for comment in comments},
        )

    def _penalty(self, student: str, rows: _Rows) -> float | None:
        """Return what a late submission loses, by the plugin that the course's configuration names."""
        from nbgrader.api import SubmittedNotebook
        from sqlalchemy import select

        seconds = self._seconds_late(rows.submission)
        if seconds <= 0:
            return None
        session = self._book.db
        session.flush()
        score = session.scalar(select(SubmittedNotebook.score).where(SubmittedNotebook.id == rows.notebook.id))
        try:
            penalty = self._penalties.late_submission_penalty(student, score, seconds)
            return None if penalty is None else float(0 if penalty < 0 else min(penalty, score))
        except Exception as error:  # it is the instructor's program: anything may come out of it
            raise CertbookError(_plugin_failed(self._course, error)) from error

    def _seconds_late(self, submission: SubmittedAssignment) -> float:
        if submission.timestamp is None or self._due is None:
            return 0.0
        late: timedelta = submission.timestamp - self._due - (submission.extension or timedelta())
        return late.total_seconds()


def automatic_cells(notebook: Notebook) -> dict[str, str]:
    """Return the names of the cells of a notebook that are graded by running them, by their ids in the gradebook."""
    answers = {cell.name for cell in notebook.solution_cells}
    return {c.id: c.name for c in notebook.grade_cells if c.cell_type == "code" and c.name not in answers}


def _is_known(cell: NotebookNode) -> bool:
    return "grade_id" in cell.metadata.get("nbgrader", {})


def _set_scores(rows: _Rows, cells: dict[str, NotebookNode], is_tampered: bool) -> None:
    unknown = [name for name, cell in cells.items() if cell.metadata.nbgrader.get("grade") and name not in rows.grades]
    if unknown:
        raise CertbookError(f"cell '{unknown[0]}': is not in the gradebook; run the grading again")
    for name, grade in rows.grades.items():
        cell = cells.get(name)  # a task, or what is not there, has no automatic score: none of an earlier run stays
        grade.auto_score = _score_of(cell, is_tampered) if cell is not None else None
        grade.needs_manual_grade = grade.manual_score is not None or grade.auto_score is None


def _score_of(cell: NotebookNode, is_tampered: bool) -> float | None:
    from nbgrader.utils import determine_grade, is_grade

    from certbook.grading.nbgrader_steps import record_of

    if is_automatic(cell):
        return 0.0 if is_tampered else points_of(cell, record_of(cell))
    score: float | None = determine_grade(cell)[0] if is_grade(cell) else None
    return score


def _set_comments(rows: _Rows, cells: dict[str, NotebookNode], flag: str) -> None:
    answers = [name for name in cells if name in rows.comments]
    for name in answers:
        rows.comments[name].auto_comment = "No response." if _is_unanswered(cells[name]) else None
    if flag and answers:
        first = rows.comments[answers[0]]
        first.auto_comment = "\n".join(filter(None, (_storable(flag), first.auto_comment)))


def _is_unanswered(cell: NotebookNode) -> bool:
    from nbgrader.utils import compute_checksum, is_task

    return bool(cell.metadata.nbgrader.get("checksum") == compute_checksum(cell) and not is_task(cell))


def _storable(text: str) -> str:
    """Return a text that every database takes: PostgreSQL has no NUL, and neither has half a character."""
    return text[:_LONGEST_FLAG].replace("\0", "\N{REPLACEMENT CHARACTER}").encode("utf-8", "replace").decode("utf-8")


def _penalty_plugin(course: Course) -> Any:
    from nbgrader.preprocessors import AssignLatePenalties

    config = course.settings()
    place = str(course.root)
    sys.path.insert(0, place)  # as nbgrader's commands do: the plugin may be a file beside its configuration
    try:
        step = AssignLatePenalties(config=config)
        step.init_plugin()
    except Exception as error:  # it is the instructor's program: anything may come out of it
        raise CertbookError(_plugin_failed(course, error)) from error
    finally:
        sys.path.remove(place)
    return step.plugin_inst


def _plugin_failed(course: Course, error: Exception) -> str:
    reason = (str(error).splitlines() or [""])[0]
    return f"{course.root / 'nbgrader_config.py'}: the late-penalty plugin fails: {type(error).__name__}: {reason}"
