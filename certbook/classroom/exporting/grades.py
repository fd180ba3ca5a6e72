"""What the gradebook says of each student's notebooks of an assignment."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from certbook.errors import CertbookError
from certbook.grading.course import Course


@dataclass(frozen=True)
class Person:
    """A student as the gradebook knows them; what it does not know is empty."""

    id: str
    first_name: str = ""
    last_name: str = ""
    email: str = ""


@dataclass(frozen=True)
class LabGrade:
    """One notebook of one student: points with what a person gave, and what being late cost.

    `is_open` says that a person has still to grade a part of it; that part counts nothing so far.
    """

    person: Person
    lab: str
    points: float
    max_points: float
    late_penalty: float
    is_open: bool
    handed_in: datetime | None

    @property
    def score(self) -> float:
        """Points less the penalty, as nbgrader counts them."""
        return max(0.0, self.points - self.late_penalty)


@dataclass(frozen=True)
class DomainGrade:
    """All notebooks of one student in an assignment."""

    person: Person
    labs: tuple[LabGrade, ...]

    @property
    def score(self) -> float:
        """The sum of the labs' scores."""
        return sum(lab.score for lab in self.labs)

    @property
    def max_points(self) -> float:
        """The most that the labs give."""
        return sum(lab.max_points for lab in self.labs)

    @property
    def is_open(self) -> bool:
        """Whether a person has still to grade a part of it."""
        return any(lab.is_open for lab in self.labs)


def grades_of(course: Course, assignment: str) -> tuple[DomainGrade, ...]:
    """Return the grades of an assignment by student; who handed nothing in is not among them.

    Raises CertbookError where the gradebook has none of it.
    """
    from nbgrader.api import Assignment, Grade, Notebook, Student, SubmittedAssignment, SubmittedNotebook
    from sqlalchemy import Integer, cast, func, select

    statement = (
        select(
            Student.id, Student.first_name, Student.last_name, Student.email, Notebook.name,
            func.sum(Grade.score), func.sum(Grade.max_score), SubmittedNotebook.late_submission_penalty,
            func.max(cast(Grade.needs_manual_grade, Integer)), SubmittedAssignment.timestamp,
        )
        .select_from(Grade)
        .join(SubmittedNotebook, SubmittedNotebook.id == Grade.notebook_id)
        .join(Notebook, Notebook.id == SubmittedNotebook.notebook_id)
        .join(SubmittedAssignment, SubmittedAssignment.id == SubmittedNotebook.assignment_id)
        .join(Assignment, Assignment.id == SubmittedAssignment.assignment_id)
        .join(Student, Student.id == SubmittedAssignment.student_id)
        .where(Assignment.name == assignment)
        .group_by(
            Student.id, Student.first_name, Student.last_name, Student.email, Notebook.name,
            SubmittedNotebook.id, SubmittedNotebook.late_submission_penalty, SubmittedAssignment.timestamp,
        )
        .order_by(Student.id, Notebook.name)
    )  # fmt: skip
    with course.gradebook() as book:
        rows = book.db.execute(statement).all()
    if not rows:
        raise CertbookError(f"{assignment}: the gradebook has no grades of it; run: certbook grade {assignment}")
    by_person: dict[Person, list[LabGrade]] = {}
    for student, first, last, email, lab, points, most, penalty, is_open, handed_in in rows:
        person = Person(student, first or "", last or "", email or "")
        grade = LabGrade(person, lab, points or 0.0, most or 0.0, penalty or 0.0, bool(is_open), handed_in)
        by_person.setdefault(person, []).append(grade)
    return tuple(DomainGrade(person, tuple(labs)) for person, labs in by_person.items())
