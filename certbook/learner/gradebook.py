"""Read a learner's grades from nbgrader's gradebook without changing a byte of it."""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote

from certbook.errors import CertbookError
from certbook.grading.course import Course

_PATIENCE = 5.0  # seconds to wait for whoever writes
_BEING_MADE = 3.0  # seconds since the last change, in which tables may still come
_LOOK_AGAIN = 0.1  # seconds

# nbgrader's own rule for one cell: a person's score counts before the automatic one.
_GRADES = """
SELECT assignment.name, notebook.name, base_cell.name,
       grade.auto_score, grade.manual_score, grade_cells.max_score
FROM grade
JOIN submitted_notebook ON submitted_notebook.id = grade.notebook_id
JOIN submitted_assignment ON submitted_assignment.id = submitted_notebook.assignment_id
JOIN assignment ON assignment.id = submitted_assignment.assignment_id
JOIN notebook ON notebook.id = submitted_notebook.notebook_id
JOIN base_cell ON base_cell.id = grade.cell_id
JOIN grade_cells ON grade_cells.id = base_cell.id
WHERE submitted_assignment.student_id = :student
"""


@dataclass(frozen=True)
class CellGrade:
    """What a graded cell was given: `automatic` by its checks, `manual` by a person, each None where there is none."""

    automatic: float | None
    manual: float | None
    max_score: float

    @property
    def score(self) -> float | None:
        """What counts: a person's score before the automatic one."""
        return self.automatic if self.manual is None else self.manual


Grades = dict[tuple[str, str], dict[str, CellGrade]]  # by domain and lab, then by the cell's name


def read_grades(course: Course, student: str) -> Grades:
    """Return a student's grades; a gradebook that is not there yet has none.

    Raises CertbookError where it is locked, damaged or of another version of nbgrader; it is left as it is.
    """
    from sqlalchemy import create_engine, text
    from sqlalchemy.exc import DBAPIError

    file = course.root / "gradebook.db"
    if not course.database and not file.is_file():
        return {}
    address = course.database or f"sqlite:///file:{quote(file.as_posix())}?mode=ro&uri=true&timeout={_PATIENCE}"
    engine = create_engine(address)
    try:
        while True:
            try:
                with engine.connect() as connection:
                    return _by_lab(connection.execute(text(_GRADES), {"student": student}))
            except DBAPIError as error:
                problem = str(error.orig)
                if not ("no such table" in problem and _is_new(file)):
                    raise CertbookError(f"{file}: {_reason(problem)}") from None
                time.sleep(_LOOK_AGAIN)
    finally:
        engine.dispose()


def _by_lab(rows: Iterable[Any]) -> Grades:
    grades: Grades = defaultdict(dict)
    for domain, lab, cell, auto, manual, most in rows:
        grades[domain, lab][cell] = CellGrade(auto, manual, most)
    return dict(grades)


def _is_new(file: Path) -> bool:
    """Whether a gradebook was written just now: a first check may be in the middle of making its tables."""
    try:
        return abs(time.time() - file.stat().st_mtime) < _BEING_MADE
    except OSError:
        return False


def _reason(problem: str) -> str:
    safe = "your notebooks and attempts are not touched"
    if "locked" in problem:
        return f"another program is writing to the gradebook; wait for it or end it, then try again; {safe}"
    if "no such" in problem:
        return f"the gradebook was made by another version of nbgrader; run: nbgrader db upgrade; {safe}"
    if "malformed" in problem or "not a database" in problem:
        return f"the gradebook is damaged; move it away, then check your labs again; {safe}"
    return f"the gradebook cannot be read ({problem.splitlines()[0]}); {safe}"
